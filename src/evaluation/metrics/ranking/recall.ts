import type { ListMetric } from '../metric.ts'
import { expectedHits } from './_expected-hits.ts'
import { countHits } from './_hits.ts'

/**
 * Share of the relevant items that are in the first k.
 *
 * @example recall.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [5, 1]])), 10, world) // 0.5
 */
export const recall: ListMetric = {
  name: 'recall',
  level: 'user',
  family: 'ranking',
  group: 'hits',
  tier: 'summary',
  reads: 'first k',
  aliases: ['sensitivity'],
  formula: 'hits in the first k / |G|',
  gain: '1 for every relevant item',
  divisor: '|G|',
  direction: 'up',
  source: 'Manning, Raghavan and Schütze 2008, section 8.3',
  note: 'A person with more than k relevant items can not reach 1; recall_min divides by min(k, |G|) instead.',
  of: (list, k) => (list.ideal.length === 0 ? null : countHits(list, k) / list.ideal.length),
  expected(list, k) {
    const hits = expectedHits(list, k)
    return hits === null ? null : hits / list.ideal.length
  },
}
