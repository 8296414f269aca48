import { z } from 'zod'
import type { AnswerForm, ModelCall, PlannerContext, PlannerTask, Tool } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { type ModelScript, type ScriptedModel, scriptedModel } from '../../testing/index.ts'

/*
 * For tests: tasks, tools and models whose every word is known.
 */

/** A task of a form. */
export function taskOf(answer: AnswerForm, id = 'task-1'): PlannerTask {
  return { id, instructions: 'You choose films for one person.', question: 'Which film next?', answer }
}

/** Four candidates. */
export const RANKING: AnswerForm = {
  type: 'ranking',
  candidates: ['a', 'b', 'c', 'd'].map((id) => ({ id, words: `Film ${id.toUpperCase()}` })),
}

/** Yes or no. */
export const YES_NO: AnswerForm = { type: 'label', labels: ['yes', 'no'] }

/** Says a number back. */
export const echo: Tool = {
  name: 'echo',
  description: 'Says a number back.',
  input: z.object({ n: z.number() }) as z.ZodType<unknown>,
  output: z.object({ n: z.number() }),
  run: (input) => input,
}

/** With what a planner works in tests. */
export function contextOf(model: ScriptedModel, more: Partial<PlannerContext> = {}): PlannerContext {
  return { model, tools: [echo], random: randomStream(1, 'test'), elapsed: () => 0, ...more }
}

/** A model that says one text after the other, and the last one for ever. */
export function saying(...texts: readonly string[]): ScriptedModel {
  let place = 0
  return scriptedModel(() => texts[Math.min(place++, texts.length - 1)]!)
}

/** A step that uses the echo. */
export const useEcho = (n: number): string =>
  JSON.stringify({ thought: `Try ${n}.`, action: { tool: 'echo', input: { n } } })

/** A step that finishes. */
export const finishWith = (answer: unknown): string =>
  JSON.stringify({ thought: 'Done.', action: { tool: 'finish', input: { answer } } })

/** A line of reasoning with its answer. */
export const reasoned = (answer: unknown): string => JSON.stringify({ reasoning: 'Because.', answer })

/** A model that answers each call by what it is asked for. */
export const answering = (script: (call: ModelCall, place: number) => ReturnType<ModelScript>): ScriptedModel => {
  let place = 0
  return scriptedModel((call) => script(call, place++))
}
