import { z } from 'zod'
import type { Planner } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { type Action, notedStep, openHands, readStep, type Step, stepWanted } from './_actions.ts'
import { type ReadAnswer, readWords } from './_answers.ts'
import { Stopped } from './_stopped.ts'
import type { Thinking } from './_thinking.ts'
import { definePlanner, EVERY_FORM } from './define-planner.ts'
import { FINISH_LINE, type PadStep, padText, promptOf, STEP_LINE } from './prompts.ts'

/** Options of {@link react}. */
export const reactOptions = z.object({
  steps: z.int().min(1).default(7),
  /** Tokens for a thought. */
  words: z.int().min(1).default(100),
  /** Thought and action in a call each. */
  split: z.boolean().default(false),
})

/** Options that are complete. */
export type ReactOptions = z.output<typeof reactOptions>

/**
 * Thinks, uses a tool, looks, and thinks again, until it finishes (Yao et al. 2023).
 *
 * Steps are typed tool calls instead of text that is taken apart. When the steps are used up it is asked once for its answer; a run
 * without one has failed.
 *
 * @example await react({ steps: 7 }).run(task, { model, tools, random, elapsed })
 */
export function react(given: Partial<ReactOptions> = {}): Planner {
  const options = readOptions(reactOptions, given, 'react')
  return definePlanner({
    name: nameWithOptions('react', options, reactOptions),
    answers: EVERY_FORM,
    usesTools: true,
    needsEvaluator: false,
    async think(thinking) {
      const { answer } = await trial(thinking, options)
      return answer
    },
  })
}

/** Where one trial starts, and what it brings along. */
export interface TrialStart {
  readonly parent?: number
  /** Words before the steps, such as lessons of earlier trials. */
  readonly context?: string
  /** The trial ends without an answer when a prompt is longer than this, in tokens. */
  readonly promptCap?: number
}

/** What a trial came to, and the steps it took in words. */
export interface Trial {
  readonly answer: ReadAnswer
  readonly pad: readonly PadStep[]
  readonly node: number
}

/**
 * One trial: the loop that the method is known by.
 *
 * @param pad filled step by step, so that whoever called has the steps of a trial that failed
 * @throws Stopped
 */
export async function trial(
  thinking: Thinking,
  { steps, words, split }: ReactOptions,
  { parent = 0, context = '', promptCap = Number.POSITIVE_INFINITY }: TrialStart = {},
  pad: PadStep[] = [],
): Promise<Trial> {
  const hands = openHands(thinking)
  let last = parent
  for (let step = 0; step < steps; step++) {
    const { node, value } = split
      ? await thinkThenAct(thinking, { parent: last, context, pad, words })
      : await act(thinking, { parent: last, context, pad, words })
    if (value.action.type === 'finish') return { answer: value.action.answer, pad, node }
    const { words: observation, spent } = await hands.use(node, value.action)
    pad.push({ thought: value.thought, tool: value.action.tool, input: value.action.input, observation })
    last = node
    if (thinking.lastPrompt > promptCap) {
      throw new Stopped(
        'failed',
        'policy',
        `the prompt of ${thinking.lastPrompt} tokens is above the cap of ${promptCap}`,
      )
    }
    if (spent) break
  }
  const { node, value } = await act(thinking, { parent: last, context, pad, words, only: 'finish' })
  if (value.action.type === 'finish') return { answer: value.action.answer, pad, node }
  throw new Stopped('failed', 'policy', `asked to finish, it wanted ${value.action.tool}`)
}

interface Now {
  readonly parent: number
  readonly context: string
  readonly pad: readonly PadStep[]
  readonly words: number
  readonly only?: 'any' | 'finish'
  /** A thought of this step that was written before. */
  readonly thought?: string
}

type Acted = { readonly node: number; readonly value: Step & { readonly action: Action } }

async function act(
  thinking: Thinking,
  { parent, context, pad, words, only = 'any', thought = '' }: Now,
): Promise<Acted> {
  const line = only === 'any' ? STEP_LINE : FINISH_LINE
  const before = thought === '' ? '' : `Thought: ${JSON.stringify(thought)}`
  return thinking.ask({
    step: only === 'any' ? 'act' : 'finish',
    parent,
    prompt: promptOf(thinking, 'react', [context, padText(pad), before, line]),
    wanted: stepWanted(thinking, words, only),
    line,
    read: ({ text }) => readStep(text, thinking),
    note: notedStep,
  })
}

const THINK_LINE = 'Write the thought of the next step, in one sentence.'

async function thinkThenAct(thinking: Thinking, now: Now): Promise<Acted> {
  const { parent, context, pad, words } = now
  const { node, value } = await thinking.ask({
    step: 'think',
    parent,
    prompt: promptOf(thinking, 'react', [context, padText(pad), THINK_LINE]),
    wanted: { type: 'text', maxTokens: words },
    line: THINK_LINE,
    read: ({ text }) => readWords(text),
    note: (thought) => ({ thought }),
  })
  const acted = await act(thinking, { ...now, parent: node, thought: value })
  return { node: acted.node, value: { ...acted.value, thought: value } }
}
