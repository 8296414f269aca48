import type { PlannerAnswer, Scale } from '../../domain/index.ts'

/** What a ranking is measured by; all the higher the better. */
export const rankMeasures = ['HR@1', 'HR@5', 'nDCG@5', 'nDCG@10', 'MRR'] as const
/** What a rating is measured by; all the lower the better. */
export const rateMeasures = ['MAE', 'squared error'] as const

/** The name of a measure. */
export type Measure = (typeof rankMeasures)[number] | (typeof rateMeasures)[number]

/** One answer's scores, by measure. */
export type Scores = Readonly<Partial<Record<Measure, number>>>

/**
 * Scores an order of which one item is true.
 *
 * @param rank of the true item, from 1; null where there was no answer, which is a miss
 * @example rankScores(2)['nDCG@5'] // 0.631
 */
export function rankScores(rank: number | null): Scores {
  const within = (k: number): number => (rank !== null && rank <= k ? 1 : 0)
  const gain = (k: number): number => (within(k) === 1 ? 1 / Math.log2(rank! + 1) : 0)
  return {
    'HR@1': within(1),
    'HR@5': within(5),
    'nDCG@5': gain(5),
    'nDCG@10': gain(10),
    MRR: rank === null ? 0 : 1 / rank,
  }
}

/** The rank of the true candidate in an answer; null where there is none. @example rankIn(['c2', 'c1'], 'c1') // 2 */
export function rankIn(answer: PlannerAnswer | null, truth: string): number | null {
  if (answer === null || typeof answer !== 'object') return null
  const place = answer.indexOf(truth)
  return place < 0 ? null : place + 1
}

/**
 * Scores a rating.
 *
 * @param answer null where there was none: the point of the scale that is farthest from the truth stands for it
 * @example rateScores(4, 5, scale).MAE // 1
 */
export function rateScores(answer: number | null, truth: number, { min, max }: Scale): Scores {
  const error = answer === null ? Math.max(truth - min, max - truth) : Math.abs(answer - truth)
  return { MAE: error, 'squared error': error ** 2 }
}

/** Room for what adding up rounds away. */
const SLACK = 1e-9

/**
 * Whether a row can be true: with one true item, HR@5 / log2(6) <= nDCG@5 <= HR@5. Published rows that break this were computed wrongly.
 *
 * @example isConsistent({ hit5: 0.1537, ndcg5: 0.1124 }) // true
 */
export const isConsistent = ({ hit5, ndcg5 }: { readonly hit5: number; readonly ndcg5: number }): boolean =>
  hit5 / Math.log2(6) <= ndcg5 + SLACK && ndcg5 <= hit5 + SLACK
