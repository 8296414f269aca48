import { countHits } from './_hits.ts'
import type { ListMetric } from './metric.ts'

/**
 * Share of the relevant items that are in the first k.
 *
 * @example recall.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [5, 1]])), 10, world) // 0.5
 */
export const recall: ListMetric = {
  name: 'recall',
  level: 'user',
  aliases: ['sensitivity'],
  formula: 'hits in the first k / |G|',
  direction: 'up',
  source: 'Manning, Raghavan and Schütze 2008, section 8.3',
  note: 'The divisor is |G|, not min(k, |G|), so a person with more than k relevant items can not reach 1.',
  of({ gains, ideal }, k) {
    return ideal.length === 0 ? null : countHits(gains, k) / ideal.length
  },
}
