import { z } from 'zod'
import type { Candidate, Planner } from '../../domain/index.ts'
import { readJson } from '../../minds/index.ts'
import { closed } from './_actions.ts'
import { answerSchema, answerTokens, type ReadAnswer, type Reading, readAnswer } from './_answers.ts'
import type { Thinking } from './_thinking.ts'
import { definePlanner, EVERY_FORM } from './define-planner.ts'
import { ANSWER_LINE, promptOf } from './prompts.ts'

/**
 * Reasons in words, then answers: one call, no tools (Wei et al. 2022).
 *
 * @example await chainOfThought().run(task, context)
 */
export function chainOfThought(): Planner {
  return definePlanner({
    name: 'chain-of-thought',
    answers: EVERY_FORM,
    usesTools: false,
    needsEvaluator: false,
    think: async (thinking) => (await reason(thinking)).answer,
  })
}

/** How one line of reasoning differs from others. */
export interface Reasoning {
  readonly temperature?: number
  /** In the order in which this call shows them. */
  readonly candidates?: readonly Candidate[]
}

/** Tokens for the reasons. */
const REASON_TOKENS = 120

/** One call: reasons and an answer. @throws Stopped */
export async function reason(
  thinking: Thinking,
  { temperature = 0, candidates }: Reasoning = {},
): Promise<{ readonly node: number; readonly answer: ReadAnswer }> {
  const { task, demonstrations } = thinking
  const schema = closed({
    reasoning: { type: 'string', maxLength: 4 * REASON_TOKENS },
    answer: answerSchema(task.answer),
  })
  const { node, value } = await thinking.ask({
    step: 'reason',
    parent: 0,
    prompt: promptOf({ task, tools: [], demonstrations, ...(candidates ? { candidates } : {}) }, 'chain-of-thought', [
      ANSWER_LINE,
    ]),
    wanted: { type: 'json', schema, maxTokens: REASON_TOKENS + 20 + answerTokens(task.answer) },
    temperature,
    line: ANSWER_LINE,
    read: ({ text }) => readReasoned(text, thinking),
    note: ({ reasoning, answer }) => ({
      ...(reasoning === '' ? {} : { thought: reasoning }),
      answer: answer.answer,
      ...(candidates ? { order: candidates.map(({ id }) => id) } : {}),
    }),
  })
  return { node, answer: value.answer }
}

const reasoned = z.object({ reasoning: z.string().default(''), answer: z.unknown().optional() })

function readReasoned(
  text: string,
  { task }: Thinking,
): Reading<{ readonly reasoning: string; readonly answer: ReadAnswer }> {
  const document = readJson(text, reasoned)
  if ('wrong' in document) return document
  const answer = readAnswer(task.answer, document.value.answer)
  return 'wrong' in answer ? answer : { value: { reasoning: document.value.reasoning, answer: answer.value } }
}
