import { z } from 'zod'
import type { AgentAnswer, ItemFacts, ItemId, JsonSchema, PlannerResult, Scale } from '../../domain/index.ts'
import { checkClaims } from '../../minds/index.ts'
import { listed } from '../../words.ts'
import type { Reading } from './_team.ts'

/*
 * What the manager may finish with. Every check asks whether an answer is of its form; none has ever heard of a true answer. The
 * released code accepted a ranking when the true item was in it, and so told the model where to find it.
 */

/** An answer of its form, and what had to be mended to make it one. */
export interface Finished {
  readonly answer: AgentAnswer
  readonly mended: PlannerResult['mended']
}

/** A form of answers. */
export interface AnswerKind {
  /** What an answer is, in a sentence for the model. */
  readonly line: string
  readonly schema: JsonSchema
  readonly maxTokens: number
  readonly read: (value: unknown) => Reading<Finished>
}

/** Nothing had to be mended. */
export const WHOLE: PlannerResult['mended'] = { unknown: 0, duplicate: 0, missing: 0 }

/** Stars: any number within the scale. @example starsAnswer({ min: 1, max: 5, step: 1 }).read(4.5) */
export const starsAnswer = ({ min, max }: Scale): AnswerKind => ({
  line: `The answer is one number from ${min} to ${max}.`,
  schema: { type: 'number', minimum: min, maximum: max },
  maxTokens: 40,
  read: (value) =>
    typeof value === 'number' && value >= min && value <= max
      ? { value: { answer: value, mended: WHOLE } }
      : { wrong: `the answer is no number from ${min} to ${max}` },
})

/**
 * An order of all candidates. What is no candidate is taken out, later repetitions too, and what was left out follows in the order
 * of the baseline; with no candidate in it there is nothing to mend.
 *
 * @param baseline all candidates, best first
 * @example rankingAnswer(['1', '2'], ['1', '2']).read(['2', '2', '9']) // 2, 1; a duplicate, one unknown, one missing
 */
export function rankingAnswer(candidates: readonly ItemId[], baseline: readonly ItemId[]): AnswerKind {
  const length = candidates.length
  return {
    line: `The answer is a list of all ${length} ids of the candidates, best first.`,
    schema: { type: 'array', items: { type: 'string', enum: candidates }, minItems: length, maxItems: length },
    maxTokens: 20 + 12 * length,
    read(value) {
      const read = idsAmong(value, (id) => candidates.includes(id as ItemId))
      if ('wrong' in read) return read
      const { answer, mended } = read.value
      const missing = baseline.filter((id) => !answer.includes(id))
      return { value: { answer: [...answer, ...missing], mended: { ...mended, missing: missing.length } } }
    },
  }
}

/** Some items to show. @param shown whether an id may be shown @example itemsAnswer(3, (id) => catalogue.has(id)) */
export const itemsAnswer = (most: number, shown: (id: string) => boolean): AnswerKind => ({
  line: `The answer is a list of at most ${most} ids of items that were found, best first.`,
  schema: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: most },
  maxTokens: 20 + 12 * most,
  read(value) {
    const read = idsAmong(value, shown)
    return 'wrong' in read ? read : { value: { ...read.value, answer: read.value.answer.slice(0, most) } }
  },
})

/** Words that state nothing but the facts. @example wordsAnswer(facts).read('A sequel.') // wrong: nothing supports "sequel" */
export const wordsAnswer = (facts: ItemFacts): AnswerKind => ({
  line: 'The answer is one or two sentences for the person, from the facts alone.',
  schema: { type: 'string', maxLength: 600 },
  maxTokens: 200,
  read(value) {
    const text = typeof value === 'string' ? value.trim() : ''
    if (text === '') return { wrong: 'the answer has no words' }
    const { ok, unsupported } = checkClaims(text, facts)
    const words = listed(unsupported.map((word) => JSON.stringify(word)))
    return ok ? { value: { answer: text, mended: WHOLE } } : { wrong: `nothing in the facts supports ${words}` }
  },
})

const idList = z.array(z.union([z.string(), z.number()]).transform(String))

function idsAmong(
  value: unknown,
  known: (id: string) => boolean,
): Reading<{ readonly answer: readonly ItemId[]; readonly mended: PlannerResult['mended'] }> {
  const list = idList.safeParse(value)
  if (!list.success) return { wrong: 'the answer is not a list of ids' }
  const named = list.data.filter(known) as ItemId[]
  const answer = [...new Set(named)]
  if (answer.length === 0) return { wrong: 'none of the ids can be answered with' }
  const mended = { unknown: list.data.length - named.length, duplicate: named.length - answer.length, missing: 0 }
  return { value: { answer, mended } }
}
