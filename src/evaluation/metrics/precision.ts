import { countHits } from './_hits.ts'
import type { ListMetric } from './metric.ts'

/**
 * Share of the first k places that hold something relevant.
 *
 * @example precision.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), 10, world) // 0.1
 */
export const precision: ListMetric = {
  name: 'precision',
  level: 'user',
  aliases: ['p', 'prec'],
  formula: 'hits in the first k / k',
  direction: 'up',
  source: 'Manning, Raghavan and Schütze 2008, section 8.4',
  note: 'The divisor is k even when the list is shorter or fewer than k items are relevant.',
  of({ gains, ideal }, k) {
    return ideal.length === 0 ? null : countHits(gains, k) / k
  },
}
