import type { ListMetric } from '../metric.ts'
import { expectedHits } from './_expected-hits.ts'
import { countHits } from './_hits.ts'

/**
 * Share of the places that could hold something relevant, and do.
 *
 * @example precisionMin.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [5, 1]])), 10, world) // 0.5
 */
export const precisionMin: ListMetric = {
  name: 'precision_min',
  level: 'user',
  family: 'ranking',
  group: 'hits',
  tier: 'detail',
  reads: 'first k',
  aliases: ['implicit_precision', 'capped_precision'],
  formula: 'hits in the first k / min(k, |G|)',
  gain: '1 for every relevant item',
  divisor: 'min(k, |G|)',
  direction: 'up',
  source: 'the precision_at_k of the implicit library',
  note: 'Not textbook precision: the same number as recall_min, under the name that implicit prints it by.',
  of: (list, k) => (list.ideal.length === 0 ? null : countHits(list, k) / Math.min(k, list.ideal.length)),
  expected(list, k) {
    const hits = expectedHits(list, k)
    return hits === null ? null : hits / Math.min(k, list.ideal.length)
  },
}
