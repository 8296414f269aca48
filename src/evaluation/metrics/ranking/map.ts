import type { ListMetric } from '../metric.ts'
import { precisionSum } from './_precision-sum.ts'

/**
 * Average precision at k; its mean over people is MAP.
 *
 * @example map.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [5, 1]])), 10, world) // 0.25
 */
export const map: ListMetric = {
  name: 'map',
  level: 'user',
  family: 'ranking',
  group: 'graded order',
  tier: 'usual',
  reads: 'first k',
  aliases: ['average_precision', 'ap'],
  formula: 'sum over hits at rank i <= k of (hits in the first i) / i, divided by min(k, |G|)',
  gain: '1 for every relevant item',
  divisor: 'min(k, |G|)',
  direction: 'up',
  source: 'Manning, Raghavan and Schütze 2008, section 8.4',
  note: "A perfect list scores 1, as in RecBole; ranx and trec_eval's map_cut are called map_relevant here.",
  of: ({ gains, ideal }, k) => (ideal.length === 0 ? null : precisionSum(gains, k) / Math.min(k, ideal.length)),
}
