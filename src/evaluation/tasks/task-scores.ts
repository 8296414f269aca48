import type { Scale } from '../../domain/index.ts'

/** What an order with one true item is measured by; all the higher the better. */
export const rankMeasures = ['HR@1', 'HR@3', 'HR@5', 'HR@10', 'nDCG@3', 'nDCG@5', 'nDCG@10', 'MRR'] as const
/** What a rating is measured by; all the lower the better. RMSE is the root of the mean squared error. */
export const rateMeasures = ['MAE', 'squared error'] as const
/** What words are measured by against a reference; all the higher the better. */
export const textMeasures = ['BLEU-2', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L'] as const
/** What the words of an explanation are measured by without a reference: shares, and a length. */
export const claimMeasures = ['supported', 'own reason', 'words'] as const

/** The name of a measure of a task. */
export type TaskMeasure =
  | (typeof rankMeasures)[number]
  | (typeof rateMeasures)[number]
  | (typeof textMeasures)[number]
  | (typeof claimMeasures)[number]

/** The scores of one answer, by measure; NaN where one is undefined. */
export type TaskScores = Readonly<Partial<Record<TaskMeasure, number>>>

/** What stands in place of a rating that did not come: the point farthest from the truth, the middle of the scale, or 0. */
export const ratingSubstitutes = ['worst', 'scaleMid', 'zero'] as const
/** The name of one of them. */
export type RatingSubstitute = (typeof ratingSubstitutes)[number]

/**
 * Scores an order of which one item is true: with one true item the ideal gain is 1, so nDCG is 1 / log2(rank + 1).
 *
 * @param rank of the true item, from 1; null where there was no answer or the item is not in it, which is a miss
 * @example rankScores(2)['nDCG@5'] // 0.631
 */
export function rankScores(rank: number | null): TaskScores {
  const within = (k: number): number => (rank !== null && rank <= k ? 1 : 0)
  const gain = (k: number): number => (within(k) === 1 ? 1 / Math.log2(rank! + 1) : 0)
  return {
    'HR@1': within(1),
    'HR@3': within(3),
    'HR@5': within(5),
    'HR@10': within(10),
    'nDCG@3': gain(3),
    'nDCG@5': gain(5),
    'nDCG@10': gain(10),
    MRR: rank === null ? 0 : 1 / rank,
  }
}

/** The rank of the true id in an answer; null where there is none. @example rankIn(['c2', 'c1'], 'c1') // 2 */
export function rankIn(answer: string | number | readonly string[] | null, truth: string): number | null {
  if (answer === null || typeof answer !== 'object') return null
  const place = answer.indexOf(truth)
  return place < 0 ? null : place + 1
}

/**
 * Scores a rating.
 *
 * @param answer null where there was none: then the substitute is scored
 * @param substitute `worst` unless given; the field has printed `zero`, which lies outside most scales and rules the mean
 * @example rateScores(4, 5, scale).MAE // 1
 */
export function rateScores(
  answer: number | null,
  truth: number,
  { min, max }: Pick<Scale, 'min' | 'max'>,
  substitute: RatingSubstitute = 'worst',
): TaskScores {
  const instead = { worst: truth - min > max - truth ? min : max, scaleMid: (min + max) / 2, zero: 0 }
  const error = Math.abs((answer ?? instead[substitute]) - truth)
  return { MAE: error, 'squared error': error ** 2 }
}
