import { z } from 'zod'
import type { AnswerForm, JsonSchema, PlannerAnswer, PlannerResult, Scale } from '../../domain/index.ts'

/** An answer of its form, and what had to be mended to make it one. */
export interface ReadAnswer {
  readonly answer: PlannerAnswer
  readonly mended: PlannerResult['mended']
}

/** An answer, or what is wrong with it in a clause that a repair can quote. */
export type Reading<Value> = { readonly value: Value } | { readonly wrong: string }

/** Nothing had to be mended. */
export const WHOLE: PlannerResult['mended'] = { unknown: 0, duplicate: 0, missing: 0 }

/** Characters of an answer in words. */
const MOST_CHARACTERS = 600

/** The JSON Schema of an answer of a form. @example answerSchema({ type: 'label', labels: ['a', 'b'] }) // { enum: ['a', 'b'] } */
export function answerSchema(form: AnswerForm): JsonSchema {
  switch (form.type) {
    case 'text':
      return { type: 'string', maxLength: MOST_CHARACTERS }
    case 'label':
      return { type: 'string', enum: form.labels }
    case 'rating':
      return { type: 'number', enum: pointsOf(form.scale) }
    case 'ranking': {
      const ids = form.candidates.map(({ id }) => id)
      return { type: 'array', items: { type: 'string', enum: ids }, minItems: ids.length, maxItems: ids.length }
    }
  }
}

/** Tokens that an answer of a form may take. @example answerTokens({ type: 'text' }) // 200 */
export function answerTokens(form: AnswerForm): number {
  if (form.type === 'text') return 200
  return form.type === 'ranking' ? 20 + 8 * form.candidates.length : 40
}

/**
 * Reads a value as an answer of a form. A ranking is mended as long as one candidate is in it: ids that are no candidates are
 * taken out, later repetitions too, and what is missing follows in the order of the baseline. The truth is never consulted.
 *
 * @example readAnswer({ type: 'label', labels: ['yes', 'no'] }, 'Yes') // { value: { answer: 'yes', mended: … } }
 */
export function readAnswer(form: AnswerForm, value: unknown): Reading<ReadAnswer> {
  switch (form.type) {
    case 'text':
      return readText(value)
    case 'label': {
      const said = String(value).trim().toLowerCase()
      const label = form.labels.find((one) => one.toLowerCase() === said)
      return label === undefined ? { wrong: 'the answer is not one of the labels' } : whole(label)
    }
    case 'rating': {
      const number = typeof value === 'string' ? Number(value) : value
      const point = pointsOf(form.scale).find((one) => one === number)
      return point === undefined ? { wrong: 'the answer is not a point of the scale' } : whole(point)
    }
    case 'ranking':
      return readRanking(form, value)
  }
}

function readText(value: unknown): Reading<ReadAnswer> {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? { wrong: 'the answer has no words' } : whole(text.slice(0, MOST_CHARACTERS))
}

const idList = z.array(z.union([z.string(), z.number()]).transform(String))

function readRanking(form: Extract<AnswerForm, { type: 'ranking' }>, value: unknown): Reading<ReadAnswer> {
  const list = idList.safeParse(value)
  if (!list.success) return { wrong: 'the answer is not a list of ids' }
  const settled = settleRanking(list.data, form)
  if (settled.mended.missing === form.candidates.length) return { wrong: 'none of the ids is a candidate' }
  return { value: settled }
}

/**
 * Makes a permutation of the candidates from a list of ids.
 *
 * @example settleRanking(['3', '3', '9', '1'], form).answer // ['3', '1', '2', '4'] of the candidates 1 to 4
 */
export function settleRanking(
  list: readonly string[],
  { candidates, baseline }: Extract<AnswerForm, { type: 'ranking' }>,
): ReadAnswer & { readonly answer: readonly string[] } {
  const known = new Set(candidates.map(({ id }) => id))
  const kept = new Set(list.filter((id) => known.has(id)))
  const named = list.filter((id) => known.has(id)).length
  const missing = (baseline ?? [...known]).filter((id) => !kept.has(id))
  return {
    answer: [...kept, ...missing],
    mended: { unknown: list.length - named, duplicate: named - kept.size, missing: missing.length },
  }
}

const whole = (answer: PlannerAnswer): { readonly value: ReadAnswer } => ({ value: { answer, mended: WHOLE } })

/** Reads words. @example readWords(' Look first. ') // { value: 'Look first.' } */
export const readWords = (text: string): Reading<string> =>
  text.trim() === '' ? { wrong: 'there were no words in it' } : { value: text.trim() }

/** Points of a scale from low to high, without the noise of adding steps such as 0.1. */
export function pointsOf({ min, max, step }: Scale): number[] {
  const count = Math.round((max - min) / step) + 1
  return Array.from({ length: count }, (_, place) => Number((min + place * step).toPrecision(12)))
}
