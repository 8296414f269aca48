import type { ListMetric } from '../metric.ts'
import { expectedFirst } from './_expected.ts'

/**
 * Reciprocal rank of the first hit in the first k.
 *
 * @example mrr.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), 10, world) // 0.5
 */
export const mrr: ListMetric = {
  name: 'mrr',
  level: 'user',
  family: 'ranking',
  group: 'graded order',
  tier: 'usual',
  reads: 'first k',
  aliases: ['reciprocal_rank', 'rr'],
  formula: '1 / rank of the first hit, 0 without a hit in the first k',
  gain: '1 for the first hit, nothing for others',
  divisor: 'rank of the first hit',
  direction: 'up',
  source: 'Voorhees 1999',
  note: 'Without a cut-off it is called recip_rank, as in trec_eval.',
  of({ gains, ideal }, k) {
    if (ideal.length === 0) return null
    const first = gains.findIndex((gain) => gain > 0)
    return first >= 0 && first < k ? 1 / (first + 1) : 0
  },
  expected: (list, k) => expectedFirst(list, k, (rank) => 1 / rank),
}
