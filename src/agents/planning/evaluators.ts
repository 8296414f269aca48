import {
  type Evaluator,
  type Label,
  type LanguageModel,
  ModelFailure,
  type PlannerAnswer,
  type PlannerTask,
  reveal,
} from '../../domain/index.ts'
import { readJson } from '../../minds/index.ts'
import { VERDICT_WANTED, verdictDocument } from './_verdict.ts'
import { CRITIC_LINE, questionText } from './prompts.ts'

/**
 * Content with any answer of the form asked for.
 *
 * @param split where its tasks come from
 * @example reflexion().run(task, { ...context, evaluator: validity('test') })
 */
export function validity(split: Evaluator['split']): Evaluator {
  return {
    name: 'validity',
    usesLabel: false,
    split,
    judge: async (_task, answer) => ({ ok: answer !== null, reason: answer === null ? NO_ANSWER : 'It is an answer.' }),
  }
}

const NO_ANSWER = 'There was no answer of the form asked for.'

/**
 * Asks the model whether it is content with an answer, after its validity. A verdict that cannot be read is no refusal: it says so.
 *
 * @example critic('validation').name // 'critic'
 */
export function critic(split: Evaluator['split']): Evaluator {
  return {
    name: 'critic',
    usesLabel: false,
    split,
    async judge(task, answer, ask) {
      if (answer === null) return { ok: false, reason: NO_ANSWER }
      const text = await saidBy(ask, task, answer)
      const document = text === null ? { wrong: 'no answer' } : readJson(text, verdictDocument)
      return 'wrong' in document
        ? { ok: true, reason: `The critic said nothing that can be read (${document.wrong}).` }
        : document.value
    },
  }
}

async function saidBy(ask: LanguageModel['answer'], task: PlannerTask, answer: PlannerAnswer): Promise<string | null> {
  try {
    const { text } = await ask({
      system: task.instructions,
      user: `${questionText({ task, tools: [], demonstrations: [] })}\n\nSomebody answered: ${JSON.stringify(answer)}\n\n${CRITIC_LINE}`,
      wanted: VERDICT_WANTED,
      temperature: 0,
      seed: 0,
      by: { agent: 'critic', step: 'judge' },
    })
    return text
  } catch (error) {
    if (error instanceof ModelFailure && (error.kind === 'unparseable' || error.kind === 'refused')) return null
    throw error
  }
}

/**
 * Compares with the true answer, on training data only; every table calls what it led to an oracle's.
 *
 * @param truth by task id
 * @example oracle(new Map([['task-1', new Label('yes')]])).usesLabel // true
 */
export function oracle(truth: ReadonlyMap<string, Label<PlannerAnswer>>): Evaluator {
  return {
    name: 'oracle',
    usesLabel: true,
    split: 'train',
    async judge({ id }, answer) {
      const label = truth.get(id)
      const ok = label !== undefined && answer !== null && same(reveal(label), answer)
      return { ok, reason: ok ? 'It is the true answer.' : 'It is not the true answer.' }
    },
  }
}

/** Of a ranking the first place counts. */
function same(truth: PlannerAnswer, answer: PlannerAnswer): boolean {
  const first = (one: PlannerAnswer) => (typeof one === 'object' ? one[0] : one)
  return first(truth) === first(answer)
}
