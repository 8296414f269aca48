import type { Interval } from '../../evaluation/index.ts'
import type { Answers } from './_auc.ts'
import { eligible, type LikeDeal } from './_deals.ts'
import type { Finding } from './_finding.ts'
import { failures, given, type Sheet, type Slot } from './_sheet.ts'
import type { Study } from './_study.ts'
import type { Picked } from './questions.ts'

/** The like questions of some people, in one column. */
export interface LikeColumn {
  readonly deals: readonly LikeDeal[]
  /** The truth, with whose each answer is. */
  readonly answers: Answers
  /** Log-odds of a yes; NaN where the mind had no answer. */
  scores(): Float64Array
  failed(): number
}

/** Puts the like questions of deals on a sheet. @example likeColumn(sheet, dealLikes(study, 150), 'history').scores() */
export function likeColumn(sheet: Sheet, deals: readonly LikeDeal[], shown: 'history' | 'nothing'): LikeColumn {
  const slots: Slot<Picked>[] = deals.flatMap(({ user, items }) =>
    items.map((item) => sheet.like(shown === 'history' ? user : null, item)),
  )
  return {
    deals,
    answers: {
      person: deals.flatMap(({ items }, place) => items.map(() => place)),
      people: deals.length,
      liked: deals.flatMap(({ liked }) => liked),
    },
    scores: () => Float64Array.from(slots, logOdds),
    failed: () => failures(slots),
  }
}

/** Keeps log-odds finite for a mind that only names an answer, and far below what any model says. */
const LEAST = 1e-30

/** Log-odds of the first of two options; NaN for a failure. @example logOdds(slot) */
export function logOdds(slot: Slot<Picked>): number {
  const [yes, no] = given(slot)?.probabilities ?? [Number.NaN, Number.NaN]
  return Math.log(Math.max(LEAST, yes!) / Math.max(LEAST, no!))
}

/** The part of a finding that says who could be asked. */
export function likeSupply(study: Study): Finding['supply'] {
  return {
    count: study.gateHalf.filter(eligible.like).length,
    words: 'people of the gate half have two liked and two disliked films held out',
  }
}

/** An interval cut at 0 and 1. @example withinUnit({ mean: 0.99, low: 0.97, high: 1.01, count: 9 }).high // 1 */
export const withinUnit = (interval: Interval): Interval => ({
  ...interval,
  low: interval.low === null ? null : Math.max(0, interval.low),
  high: interval.high === null ? null : Math.min(1, interval.high),
})
