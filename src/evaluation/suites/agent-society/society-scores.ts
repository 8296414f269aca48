import { rankScores } from '../../tasks/index.ts'

/*
 * The scores of the AgentSociety challenge (arXiv:2502.18754, section 4; its evaluation code for what happens to a failure).
 */

/** Errors of a review, each from 0 to 1: measured by models of sentiment, emotion and topic that are not part of this package. */
export interface ReviewErrors {
  readonly sentiment: number
  readonly emotion: number
  readonly topic: number
}

/** What track 2 counts of one list. */
export interface HitScores {
  readonly 'HR@1': number
  readonly 'HR@3': number
  readonly 'HR@5': number
  /** Their mean, the score of the track. */
  readonly score: number
}

/**
 * Track 2: whether the true item is among the first 1, 3 and 5, and the mean of the three.
 *
 * @param rank of the true item, from 1; null where there was no answer
 * @example hitScores(2).score // 0.667
 */
export function hitScores(rank: number | null): HitScores {
  const hits = rankScores(rank)
  const [one, three, five] = [hits['HR@1']!, hits['HR@3']!, hits['HR@5']!]
  return { 'HR@1': one, 'HR@3': three, 'HR@5': five, score: (one + three + five) / 3 }
}

/**
 * Track 1: 1 - |difference| / 5 of one pair of stars; the preference of a system is the mean.
 *
 * @param stars foreseen, cut to 0 to 5; null where there was no answer, which counts as 0 stars, as the challenge counts it
 * @example preferenceScore(4, 5) // 0.8
 */
export const preferenceScore = (stars: number | null, truth: number): number =>
  1 - Math.abs(Math.min(5, Math.max(0, stars ?? 0)) - truth) / 5

/** Track 1: 1 - (sentiment / 4 + emotion / 4 + topic / 2). @example reviewScore({ sentiment: 0.2, emotion: 0.4, topic: 0.1 }) // 0.8 */
export const reviewScore = ({ sentiment, emotion, topic }: ReviewErrors): number =>
  1 - (0.25 * sentiment + 0.25 * emotion + 0.5 * topic)

/**
 * The final score: 0.4 of the score on simulated labels and 0.6 of that on real ones; null where either is missing.
 *
 * @example finalScore(0.672, 0.343) // 0.4746
 */
export const finalScore = (simulated: number | null, real: number | null): number | null =>
  simulated === null || real === null ? null : 0.4 * simulated + 0.6 * real
