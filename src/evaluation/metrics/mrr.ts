import type { ListMetric } from './metric.ts'

/**
 * Reciprocal rank of the first hit.
 *
 * @example mrr.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), 10, world) // 0.5
 */
export const mrr: ListMetric = {
  name: 'mrr',
  level: 'user',
  aliases: ['recip_rank', 'reciprocal_rank', 'rr'],
  formula: '1 / rank of the first hit, 0 without a hit in the first k',
  direction: 'up',
  source: 'Voorhees 1999',
  note: 'recip_rank alone means no cut-off, as in trec_eval, and is printed as mrr@all.',
  of({ gains, ideal }, k) {
    if (ideal.length === 0) return null
    const first = gains.findIndex((gain) => gain > 0)
    return first >= 0 && first < k ? 1 / (first + 1) : 0
  },
}
