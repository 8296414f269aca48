import { z } from 'zod'
import type { JsonSchema, Tool } from '../../domain/index.ts'
import { jsonSchemaOf, readJson } from '../../minds/index.ts'
import { nearest } from '../../nearest.ts'
import { useTool } from '../tools/index.ts'
import { answerSchema, answerTokens, type ReadAnswer, type Reading, readAnswer } from './_answers.ts'
import { Stopped } from './_stopped.ts'
import type { Thinking } from './_thinking.ts'

/** The action that ends a task with an answer. */
export const FINISH = 'finish'

/** What to do next: use a tool, or finish. */
export type Action =
  | { readonly type: 'tool'; readonly tool: string; readonly input?: unknown }
  | { readonly type: 'finish'; readonly answer: ReadAnswer }

/** A step: why, and what. */
export interface Step {
  readonly thought: string
  readonly action: Action
}

const stepDocument = z.object({
  thought: z.string().default(''),
  action: z.object({ tool: z.string(), input: z.unknown().optional() }),
})

/** Room for the names and brackets of a step. */
const FRAME_TOKENS = 80

/** What a step is asked for as. @param words tokens for the thought */
export function stepWanted({ task, tools }: Thinking, words: number, only: 'any' | 'finish' = 'any') {
  const offered = only === 'any' ? tools : []
  const actions = [
    ...offered.map(({ name, input }) => actionSchema(name, jsonSchemaOf(input))),
    actionSchema(FINISH, closed({ answer: answerSchema(task.answer) })),
  ]
  const schema = closed({
    thought: { type: 'string', maxLength: 4 * words },
    action: actions.length === 1 ? actions[0]! : { anyOf: actions },
  })
  return { type: 'json', schema, maxTokens: words + FRAME_TOKENS + answerTokens(task.answer) } as const
}

const actionSchema = (tool: string, input: JsonSchema): JsonSchema =>
  closed({ tool: { type: 'string', const: tool }, input })

/** An object with just these properties. @example closed({ ok: { type: 'boolean' } }).required // ['ok'] */
export const closed = (properties: JsonSchema): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

/** Reads a step. A tool nobody has is for the world to answer, not a mistake of form. */
export function readStep(text: string, { task }: Thinking): Reading<Step> {
  const document = readJson(text, stepDocument)
  if ('wrong' in document) return document
  const { thought, action } = document.value
  if (action.tool !== FINISH) return { value: { thought, action: { type: 'tool', ...action } } }
  const input = z.object({ answer: z.unknown().optional() }).safeParse(action.input)
  const answer = readAnswer(task.answer, input.data?.answer)
  return 'wrong' in answer ? answer : { value: { thought, action: { type: 'finish', answer: answer.value } } }
}

/** What the transcript says of a step. */
export const notedStep = ({ thought, action }: Step) => ({
  ...(thought === '' ? {} : { thought }),
  action: action.type === 'tool' ? { tool: action.tool, input: action.input } : { tool: FINISH, input: null },
  ...(action.type === 'finish' ? { answer: action.answer.answer } : {}),
})

/** Tools as one line of actions uses them. */
export interface Hands {
  /**
   * Does an action and puts what came of it on its node.
   *
   * @returns the observation; `spent` when the same was asked for the third time and nothing new can come of it
   * @throws Stopped after three tools in a row that nobody has
   */
  use(node: number, action: Extract<Action, { type: 'tool' }>): Promise<Observation>
}

/** What came of an action, in words. */
export interface Observation {
  readonly words: string
  readonly spent: boolean
}

const MOST_REPEATED = 3
const MOST_UNKNOWN = 3

/** Opens the tools for one line of actions: a trial has its own. @example const hands = openHands(thinking) */
export function openHands(thinking: Thinking): Hands {
  const times = new Map<string, number>()
  let unknownInARow = 0
  const { tools, transcript, signal } = thinking
  return {
    async use(node, { tool: name, input }) {
      const key = JSON.stringify([name, input])
      const count = (times.get(key) ?? 0) + 1
      times.set(key, count)
      const observed = (words: string, spent = false): Observation => {
        transcript.amend(node, { observation: words })
        return { words, spent }
      }
      if (count >= MOST_REPEATED) {
        return observed(`Repeated: the same was asked ${count} times, and the answer does not change.`, true)
      }
      const tool = tools.find((one) => one.name === name)
      if (!tool) {
        unknownInARow++
        const words = unknownTool(name, tools)
        if (unknownInARow < MOST_UNKNOWN) return observed(words)
        transcript.amend(node, { observation: words, failure: { kind: 'policy', raw: name } })
        throw new Stopped('failed', 'policy', `${MOST_UNKNOWN} unknown tools in a row, the last "${name}"`)
      }
      unknownInARow = 0
      thinking.usedTool()
      const used = await useTool(tool, input, signal ? { signal } : {})
      return observed(used.words)
    },
  }
}

function unknownTool(name: string, tools: readonly Tool[]): string {
  const names = tools.map((tool) => tool.name)
  const near = nearest(name, names)
  const instead =
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `The tools: ${[...names, FINISH].join(', ')}.`
  return `There is no tool ${JSON.stringify(name)}. ${instead}`
}
