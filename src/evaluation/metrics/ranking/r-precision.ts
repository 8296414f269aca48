import type { ListMetric } from '../metric.ts'
import { expectedHits } from './_expected-hits.ts'

/**
 * Share of the relevant items that are in the first |G| ranks.
 *
 * @example rPrecision.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [5, 1]])), Infinity, world) // 0.5
 */
export const rPrecision: ListMetric = {
  name: 'r_precision',
  level: 'user',
  family: 'ranking',
  group: 'hits',
  tier: 'detail',
  reads: 'whole',
  aliases: ['rprec', 'rprecision', 'r-precision'],
  formula: 'hits in the first |G| / |G|',
  gain: '1 for every relevant item',
  divisor: '|G|',
  direction: 'up',
  source: 'Manning, Raghavan and Schütze 2008, section 8.4',
  note: "Precision and recall are the same number at this depth, which is each person's own.",
  of({ ranks, ideal }) {
    if (ideal.length === 0) return null
    let hits = 0
    for (const rank of ranks) if (rank > 0 && rank <= ideal.length) hits++
    return hits / ideal.length
  },
  expected(list) {
    const hits = expectedHits(list, list.ideal.length)
    return hits === null ? null : hits / list.ideal.length
  },
}
