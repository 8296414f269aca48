import type { RunEvent } from '../../runs/index.ts'
import { meanOf, varianceOf } from './_moments.ts'
import { entropyOf } from './observed-behaviour.ts'

/*
 * Known failures of simulated people, looked for after every simulation. Each detector says what it found and where its
 * threshold lies; a warning is a sentence, the absence of one proves nothing.
 */

/** The failures that are looked for. */
export type FailureName =
  | 'positivity'
  | 'homogenisation'
  | 'uniform answers'
  | 'exaggeration'
  | 'refusals'
  | 'duplicates'

/** What a detector found. */
export interface Detection {
  readonly failure: FailureName
  /** What was measured; null where there was nothing to measure. */
  readonly value: number | null
  /** From where it is a warning. */
  readonly threshold: number
  /** A sentence; null where nothing is wrong or nothing could be measured. */
  readonly warning: string | null
}

/** Stars above the data's mean, as a share of the scale's length. */
const TOO_GLAD = 0.1
/** Mean pairwise cosine of what people chose, above which they are one person. */
const TOO_ALIKE = 0.8
/** 1 minus the entropy of ratings, as a share of that of an even spread. MovieLens 100K has 0.09. */
const TOO_UNIFORM = 0.5
/** Simulated over real standard deviation. */
const TOO_MUCH = 1.25
/** Share of questions without an answer. */
const TOO_MANY_REFUSALS = 0.05
/** Share of visits that repeat another person's word for word. */
const TOO_MANY_DUPLICATES = 0.05
/** Pairs beyond this many are thinned out evenly. */
const MOST_PEOPLE = 300

/** What real people did, as far as it is known. */
export interface RealRatings {
  readonly mean: number
  readonly deviation: number
  readonly scale: { readonly min: number; readonly max: number }
}

/**
 * Looks through the events of a run for every failure.
 *
 * @param events of viewers, without controls, who are alike on purpose
 * @param real mean and spread of the data's ratings; without them positivity and exaggeration have nothing to compare
 * @returns one detection per failure, in this order always
 * @example detectFailures(events, real).flatMap(({ warning }) => warning ?? [])
 */
export function detectFailures(events: readonly RunEvent[], real: RealRatings | null): readonly Detection[] {
  const stars = events.flatMap((event) => (event.type === 'item-rated' ? [event.stars] : []))
  return [
    positivity(stars, real),
    homogenisation(actionVectors(events)),
    uniformAnswers(stars, real),
    exaggeration(stars, real),
    refusals(events),
    duplicates(events),
  ]
}

/** Ratings far above those of the data. @example positivity([5, 5, 4], real).warning */
export function positivity(stars: readonly number[], real: RealRatings | null): Detection {
  const name = 'positivity'
  if (!real || stars.length === 0) return nothing(name, TOO_GLAD)
  const above = (meanOf(stars) - real.mean) / (real.scale.max - real.scale.min)
  return found(name, above, TOO_GLAD, () => {
    return `Ratings are too glad: ${two(meanOf(stars))} stars on average, ${two(real.mean)} in the data.`
  })
}

/** Ratings, or trait scores, that differ more than those of real people. @example exaggeration([1, 5], real).value */
export function exaggeration(stars: readonly number[], real: Pick<RealRatings, 'deviation'> | null): Detection {
  const name = 'exaggeration'
  if (!real || stars.length < 2 || !(real.deviation > 0)) return nothing(name, TOO_MUCH)
  const deviation = Math.sqrt(varianceOf(stars))
  return found(name, deviation / real.deviation, TOO_MUCH, () => {
    return `Answers are exaggerated: their standard deviation is ${two(deviation)}, that of real people ${two(real.deviation)}.`
  })
}

/** People who choose the same. @example homogenisation(actionVectors(events)).value */
export function homogenisation(vectors: readonly ReadonlySet<string>[]): Detection {
  const name = 'homogenisation'
  const step = Math.max(1, Math.ceil(vectors.length / MOST_PEOPLE))
  const some = vectors.filter((set, place) => place % step === 0 && set.size > 0)
  if (some.length < 2) return nothing(name, TOO_ALIKE)
  let [sum, pairs] = [0, 0]
  for (let i = 1; i < some.length; i++) {
    for (let j = 0; j < i; j++) {
      sum += cosine(some[i]!, some[j]!)
      pairs++
    }
  }
  return found(name, sum / pairs, TOO_ALIKE, () => {
    return `People are all alike: two of them share ${two(sum / pairs)} of what they choose (cosine), on average.`
  })
}

/** One answer nearly always. @example uniformAnswers([4, 4, 4], real).value // 1 */
export function uniformAnswers(stars: readonly number[], real: Pick<RealRatings, 'scale'> | null): Detection {
  const name = 'uniform answers'
  const entropy = real && answerEntropy(stars, real.scale.max - real.scale.min + 1)
  if (entropy === null) return nothing(name, TOO_UNIFORM)
  return found(name, 1 - entropy, TOO_UNIFORM, () => {
    return `Nearly all ratings are the same: their entropy is ${two(entropy)} of that of an even spread.`
  })
}

/** Steps that a mind refused or could not answer. @example refusals(events).value */
export function refusals(events: readonly RunEvent[]): Detection {
  const name = 'refusals'
  const failed = events.filter(({ type }) => type === 'answer-failed').length
  const answered = events.filter(({ type }) => ANSWERS.has(type)).length
  if (failed + answered === 0) return nothing(name, TOO_MANY_REFUSALS)
  const share = failed / (failed + answered)
  return found(name, share, TOO_MANY_REFUSALS, () => {
    return `Many questions have no answer: ${failed} of ${failed + answered}.`
  })
}

/** Visits of different people that are the same in every step, as they are where a model answers at temperature 0. @example duplicates(events).value */
export function duplicates(events: readonly RunEvent[]): Detection {
  const name = 'duplicates'
  const visits = new Map<string, string[]>()
  for (const event of events) {
    const steps = visits.get(event.session) ?? []
    visits.set(event.session, steps)
    if (ANSWERS.has(event.type)) steps.push(stepText(event))
  }
  const seen = new Set<string>()
  let [repeated, count] = [0, 0]
  for (const steps of visits.values()) {
    if (steps.length === 0) continue
    count++
    const text = steps.join('\n')
    if (seen.has(text)) repeated++
    seen.add(text)
  }
  if (count < 2) return nothing(name, TOO_MANY_DUPLICATES)
  return found(name, repeated / count, TOO_MANY_DUPLICATES, () => {
    return `${repeated} of ${count} visits repeat somebody else's in every step, as a model does at temperature 0.`
  })
}

/** Per visit what was chosen and how it was rated. @example actionVectors(events)[0].has('item-watched 12') */
export function actionVectors(events: readonly RunEvent[]): readonly ReadonlySet<string>[] {
  const visits = new Map<string, Set<string>>()
  for (const event of events) {
    if (event.type !== 'item-watched' && event.type !== 'item-rated') continue
    const actions = visits.get(event.session) ?? new Set<string>()
    visits.set(event.session, actions)
    actions.add(event.type === 'item-rated' ? `${event.item} ${event.stars}` : event.item)
  }
  return [...visits.values()]
}

/**
 * How evenly answers spread over the points given, from 0 (everybody the same) to 1: entropy over that of an even spread.
 *
 * @returns null without answers, or with fewer than two points
 * @example answerEntropy([1, 5], 5) // 0.43
 */
export function answerEntropy(answers: readonly number[], points: number): number | null {
  if (answers.length === 0 || points < 2) return null
  const counts = new Map<number, number>()
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  return entropyOf(Array.from(counts.values(), (count) => count / answers.length)) / Math.log(points)
}

const ANSWERS: ReadonlySet<string> = new Set([
  'item-judged',
  'item-watched',
  'item-rated',
  'item-felt',
  'user-reflected',
  'page-decided',
  'user-interviewed',
])

const stepText = (event: RunEvent): string => {
  const { type, item, stars, aligned, decision, text, satisfaction, satisfied } = event as Readonly<
    Record<string, unknown>
  >
  return JSON.stringify([type, item, stars, aligned, decision, text, satisfaction, satisfied])
}

function cosine(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const action of a) shared += Number(b.has(action))
  return shared / Math.sqrt(a.size * b.size)
}

const nothing = (failure: FailureName, threshold: number): Detection => ({
  failure,
  value: null,
  threshold,
  warning: null,
})

const found = (failure: FailureName, value: number, threshold: number, words: () => string): Detection => ({
  failure,
  value,
  threshold,
  warning: value > threshold ? words() : null,
})

const two = (value: number): string => value.toFixed(2)
