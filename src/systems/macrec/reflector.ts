import { z } from 'zod'
import { jsonSchemaOf, readJson } from '../../minds/index.ts'
import type { Desk } from './_desk.ts'
import type { Told } from './_team.ts'
import { reflectorPrompt, VERDICT_LINE } from './prompts.ts'

const verdict = z.object({ correct: z.boolean(), reason: z.string().max(1000) })

/** What the reflector says of a trial. */
export type Verdict = z.output<typeof verdict>

/** Tokens for a verdict with its reason. */
const MOST_TOKENS = 250

/**
 * Asks the reflector whether a trial came to a good answer. All it reads is the request and the steps; a true answer is nowhere near.
 *
 * @param pad the steps in words, the answer among them
 * @example await reflectOn(desk, padText(pad), 1)
 */
export const reflectOn = ({ team, request }: Desk, pad: string, trial: number): Promise<Told<Verdict>> =>
  team.ask<Verdict>(
    {
      step: 'reflect',
      prompt: reflectorPrompt(request, pad),
      wanted: { type: 'json', schema: jsonSchemaOf(verdict), maxTokens: MOST_TOKENS },
      line: VERDICT_LINE,
      read: ({ text }) => readJson(text, verdict),
      note: ({ correct, reason }) => ({ observation: `${correct ? 'correct' : 'wrong'}: ${reason}` }),
    },
    { agent: 'reflector', key: `trial-${trial}/reflector`, parent: 0 },
  )
