import type { ListMetric } from '../metric.ts'
import { expectedHits } from './_expected-hits.ts'
import { countHits } from './_hits.ts'

/**
 * Harmonic mean of precision and recall.
 *
 * @example f1.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [5, 1]])), 2, world) // 0.5
 */
export const f1: ListMetric = {
  name: 'f1',
  level: 'user',
  family: 'ranking',
  group: 'hits',
  tier: 'detail',
  reads: 'first k',
  aliases: ['f_score', 'f1_score', 'f-measure'],
  formula: '2 precision recall / (precision + recall), which is 2 hits / (k + |G|)',
  gain: '1 for every relevant item',
  divisor: '(k + |G|) / 2',
  direction: 'up',
  source: 'van Rijsbergen 1979, chapter 7',
  note: 'Per person, then averaged; without a hit it is 0.',
  of: (list, k) => (list.ideal.length === 0 ? null : countHits(list, k) / ((k + list.ideal.length) / 2)),
  expected(list, k) {
    const hits = expectedHits(list, k)
    return hits === null ? null : hits / ((k + list.ideal.length) / 2)
  },
}
