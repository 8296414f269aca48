import type { ListMetric } from '../metric.ts'
import { precisionSum } from './_precision-sum.ts'

/**
 * Average precision at k, over all relevant items.
 *
 * @example mapRelevant.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [5, 1]])), 1, world) // 0
 */
export const mapRelevant: ListMetric = {
  name: 'map_relevant',
  level: 'user',
  family: 'ranking',
  group: 'graded order',
  tier: 'detail',
  reads: 'first k',
  aliases: ['map_cut'],
  formula: 'sum over hits at rank i <= k of (hits in the first i) / i, divided by |G|',
  gain: '1 for every relevant item',
  divisor: '|G|',
  direction: 'up',
  source: 'Manning, Raghavan and Schütze 2008, section 8.4',
  note: 'What ranx prints as map@k and trec_eval as map_cut_k. A person with more than k relevant items can not reach 1.',
  of: ({ gains, ideal }, k) => (ideal.length === 0 ? null : precisionSum(gains, k) / ideal.length),
}
