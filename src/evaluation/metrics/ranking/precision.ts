import type { ListMetric } from '../metric.ts'
import { expectedHits } from './_expected-hits.ts'
import { countHits } from './_hits.ts'

/**
 * Share of the first k places that hold something relevant.
 *
 * @example precision.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [5, 1]])), 10, world) // 0.1
 */
export const precision: ListMetric = {
  name: 'precision',
  level: 'user',
  family: 'ranking',
  group: 'hits',
  tier: 'usual',
  reads: 'first k',
  aliases: ['p', 'prec'],
  formula: 'hits in the first k / k',
  gain: '1 for every relevant item',
  divisor: 'k',
  direction: 'up',
  source: 'Manning, Raghavan and Schütze 2008, section 8.4',
  note: 'The divisor is k even when the list is shorter or fewer than k items are relevant.',
  of: (list, k) => (list.ideal.length === 0 ? null : countHits(list, k) / k),
  expected(list, k) {
    const hits = expectedHits(list, k)
    return hits === null ? null : hits / k
  },
}
