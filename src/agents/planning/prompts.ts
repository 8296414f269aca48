import type { z } from 'zod'
import type { AnswerForm, Candidate, PlannerTask, Prompt, Tool } from '../../domain/index.ts'
import { jsonSchemaOf } from '../../minds/index.ts'
import { pointsOf } from './_answers.ts'

/*
 * From a task and what was done so far to words. What stays the same from step to step stands first, and what grows stands last, so
 * that a model can keep what it has read. Candidates, observations and whatever a model said are quoted: they are data.
 */

/** Version of these words: raise it with every change, since answers to other words are other answers. */
export const PLANNER_PROMPTS = '1'

/** One step as it is shown again. */
export interface PadStep {
  readonly thought: string
  readonly tool: string
  readonly input?: unknown
  readonly observation: string
}

/** What of a task is shown, and how. */
export interface Shown {
  readonly task: PlannerTask
  readonly tools: readonly Tool[]
  readonly demonstrations: readonly string[]
  /** Candidates in the order of this call; as the task gives them unless given. */
  readonly candidates?: readonly Candidate[]
}

/** How each planner is told to go about it, always the last part of what stays the same. */
export const METHODS = {
  'chain-of-thought': 'Reason first, in a few sentences, then answer.',
  react:
    'Work in steps. In each step think in one sentence, then use one tool, or finish with the answer. Use a tool only for what you do not know yet.',
  explore: 'Explore different ways to the answer before you settle on one.',
  tree: 'Several people think about this step by step, each in their own way. You write one step.',
  plan: 'First plan which tools to use, in order. They are all used before you see what they gave.',
} as const

/** What stays the same: instructions, tools, examples, the way of working. @example systemPrompt(shown, 'react') */
export function systemPrompt({ task, tools, demonstrations }: Shown, method: keyof typeof METHODS): string {
  const described = tools.map(({ name, description, input }) => `- ${name}: ${description} Input: ${schemaText(input)}`)
  return [
    task.instructions,
    ...(described.length > 0 ? [`Tools:\n${described.join('\n')}\n- finish: ends with the answer.`] : []),
    ...demonstrations.map((example, place) => `Example ${place + 1}:\n${example}`),
    METHODS[method],
  ].join('\n\n')
}

const schemaTexts = new WeakMap<z.ZodType, string>()

/** A schema in one line, written once. */
function schemaText(schema: z.ZodType): string {
  const known = schemaTexts.get(schema)
  if (known !== undefined) return known
  const text = JSON.stringify(jsonSchemaOf(schema))
  schemaTexts.set(schema, text)
  return text
}

/** The question with its candidates, and what the answer looks like. @example questionText(shown).includes('Candidates') */
export function questionText({ task, candidates }: Shown): string {
  const { answer } = task
  const shown = candidates ?? (answer.type === 'ranking' ? answer.candidates : [])
  const lines = shown.map(({ id, words }) => `${id}: ${JSON.stringify(words)}`)
  return [task.question, ...(lines.length > 0 ? [`Candidates:\n${lines.join('\n')}`] : []), answerLine(answer)].join(
    '\n\n',
  )
}

/** What an answer of a form is. @example answerLine({ type: 'label', labels: ['a', 'b'] }) */
export function answerLine(form: AnswerForm): string {
  switch (form.type) {
    case 'text':
      return 'The answer is a text of at most three sentences.'
    case 'label':
      return `The answer is one of ${form.labels.map((label) => JSON.stringify(label)).join(', ')}.`
    case 'rating':
      return `The answer is one number of ${pointsOf(form.scale).join(', ')}.`
    case 'ranking':
      return `The answer is a list of all ${form.candidates.length} ids, best first.`
  }
}

/** How to write one step. */
export const STEP_LINE =
  'Answer with one JSON document: {"thought": …, "action": {"tool": …, "input": …}}. To finish: {"tool": "finish", "input": {"answer": …}}.'

/** How to write the last step. */
export const FINISH_LINE =
  'Answer with one JSON document: {"thought": …, "action": {"tool": "finish", "input": {"answer": …}}}.'

/** How to write an answer with its reasons. */
export const ANSWER_LINE = 'Answer with one JSON document: {"reasoning": …, "answer": …}.'

/** Steps so far, numbered. @example padText([{ thought: 'Look.', tool: 'look_up_item', input: { id: 'i1' }, observation: '…' }]) */
export const padText = (steps: readonly PadStep[]): string =>
  steps
    .map(({ thought, tool, input, observation }, place) =>
      [
        `Step ${place + 1}`,
        ...(thought === '' ? [] : [`Thought: ${JSON.stringify(thought)}`]),
        `Action: ${tool} ${JSON.stringify(input ?? {})}`,
        `Observation: ${JSON.stringify(observation)}`,
      ].join('\n'),
    )
    .join('\n')

/** One call about a task: question, what was done, what is wanted now. @example promptOf(shown, 'react', [pad, STEP_LINE]) */
export function promptOf(shown: Shown, method: keyof typeof METHODS, parts: readonly string[]): Prompt {
  const { system, question } = fixedParts(shown, method)
  return { system, user: [question, ...parts.filter((part) => part !== '')].join('\n\n') }
}

interface FixedParts {
  readonly method: keyof typeof METHODS
  readonly system: string
  readonly question: string
}

const fixed = new WeakMap<Shown, FixedParts>()

/** What does not change from step to step of one run is written once. */
function fixedParts(shown: Shown, method: keyof typeof METHODS): FixedParts {
  const known = fixed.get(shown)
  if (known?.method === method) return known
  const parts = { method, system: systemPrompt(shown, method), question: questionText(shown) }
  fixed.set(shown, parts)
  return parts
}

/** What a trial brings along from earlier ones. @example lessonsText(['I looked up too little.']) */
export function lessonsText(lessons: readonly string[]): string {
  if (lessons.length === 0) return ''
  return `From earlier tries at this task, which did not succeed:\n${lessons.map((lesson) => `- ${JSON.stringify(lesson)}`).join('\n')}`
}

/** Asks what went wrong. @example reflectLine('The answer was refused.') */
export const reflectLine = (reason: string): string =>
  `You did not succeed: ${JSON.stringify(reason)}. In a few sentences, say why, and make a plan for the next try that avoids it.`

/** Asks for one partial step of a tree. @example thoughtLine(1, 3) */
export const thoughtLine = (level: number, levels: number): string =>
  `Write step ${level} of ${levels}: one sentence that brings the answer nearer. Answer with one JSON document: {"thought": …}.`

/** Asks for the last step of a tree. */
export const LEAF_LINE =
  'Write the last step and the answer. Answer with one JSON document: {"thought": …, "answer": …}.'

/** Thoughts on the way from the task to a node. @example pathText(['Look at genres.']) */
export const pathText = (thoughts: readonly string[]): string =>
  thoughts.length === 0
    ? ''
    : `So far:\n${thoughts.map((thought, place) => `${place + 1}. ${JSON.stringify(thought)}`).join('\n')}`

/** Asks which of some ways is best. @example voteLine(['a', 'b']) */
export const voteLine = (ways: readonly string[]): string =>
  `Which of these ways is the most promising?\n${ways.map((way, place) => `${place + 1}: ${JSON.stringify(way)}`).join('\n')}\nAnswer with its number.`

/** Asks how good one way is. */
export const VALUE_LINE = 'Can this way lead to a good answer? Answer sure, likely or impossible.'

/** Asks for another way to do the step just done. */
export const ALTERNATIVE_LINE =
  'Is there another step worth taking instead of the last one? Answer with one JSON document: {"alternative": {"thought": …, "action": {"tool": …, "input": …}}}, or {"alternative": null} if there is none.'

/** Asks for the answer from all branches. */
export const BRANCHES_LINE =
  'Look at all branches, then answer. Answer with one JSON document: {"branches": [numbers of the branches the answer rests on], "answer": …}.'

/** Asks for a plan. */
export const PLAN_LINE =
  'Plan which tools to use. Answer with one JSON document: {"steps": [{"tool": …, "input": …}, …]}.'

/** Asks whether a reply is good. */
export const CRITIC_LINE =
  'Does the answer follow from what the tools gave, and does it meet the request? Answer with one JSON document: {"ok": true or false, "reason": …}.'

/** What a critic said of the try before. @example adviceText('It ignores the wish for something older.') */
export const adviceText = (advice: string | null): string =>
  advice === null ? '' : `Your last answer was refused: ${JSON.stringify(advice)}.`
