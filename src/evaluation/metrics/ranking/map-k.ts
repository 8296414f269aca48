import type { ListMetric } from '../metric.ts'
import { precisionSum } from './_precision-sum.ts'

/**
 * Average precision at k, over all places.
 *
 * @example mapK.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [5, 1]])), 10, world) // 0.05
 */
export const mapK: ListMetric = {
  name: 'map_k',
  level: 'user',
  family: 'ranking',
  group: 'graded order',
  tier: 'detail',
  reads: 'first k',
  aliases: ['map_at_k'],
  formula: 'sum over hits at rank i <= k of (hits in the first i) / i, divided by k',
  gain: '1 for every relevant item',
  divisor: 'k',
  direction: 'up',
  source: 'Manning, Raghavan and Schütze 2008, section 8.4',
  note: 'A person with fewer than k relevant items can not reach 1.',
  of: ({ gains, ideal }, k) => (ideal.length === 0 ? null : precisionSum(gains, k) / k),
}
