import { z } from 'zod'
import { defineTool, react, shortSummary } from '../../agents/index.ts'
import type { PlannerResult, Tool } from '../../domain/index.ts'
import { type Command, type Desk, reported } from './_desk.ts'
import { interpretQuestion, ROLES } from './prompts.ts'

/** Words of a request that the interpreter sees, from its end. */
const LAST_WORDS = 100
/** Words of a summary. */
const SUMMARY_WORDS = 30

const interpretInput = z.object({ text: z.string().min(1).max(4000) })

/**
 * The command `interpret`: has something vague put clearly.
 *
 * @example interpretCommand(desk).run({ text: 'you know, lighter' }, { node: 3, key: 'trial-1/step-1' })
 */
export const interpretCommand = (desk: Desk): Command<z.output<typeof interpretInput>> => ({
  name: 'interpret',
  description: 'Has the interpreter put something vague clearly.',
  input: interpretInput,
  run: async ({ text }, { node, key }) => reported('interpreter', await interpret(desk, text, key, node)),
})

/**
 * Sends the interpreter. Its summaries are sentences of the request itself; the published ones are those of a small model.
 *
 * @param said of which it sees the last 100 words
 * @example await interpret(desk, 'something lighter, but not silly', 'start', 0)
 */
export async function interpret(
  { team, options, id }: Desk,
  said: string,
  key: string,
  parent: number,
): Promise<PlannerResult> {
  const seen = said.trim().split(/\s+/).slice(-LAST_WORDS).join(' ')
  const summarise = defineTool({
    name: 'summarise',
    description: 'Gives the most telling sentence of what was said.',
    input: z.object({}),
    output: z.object({ summary: z.string() }),
    run: () => ({ summary: shortSummary(seen, SUMMARY_WORDS) }),
  })
  const [result] = await team.send([
    {
      planner: react({ steps: options.interpreterTurns, split: options.split }),
      task: { id, instructions: ROLES.interpreter, question: interpretQuestion(seen), answer: { type: 'text' } },
      tools: [summarise as unknown as Tool],
      agent: 'interpreter',
      key: `${key}/interpreter`,
      parent,
    },
  ])
  return result!
}
