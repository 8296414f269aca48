import type { ListMetric } from '../metric.ts'
import { expectedFirst } from './_expected.ts'
import { firstRank } from './_first-rank.ts'

/**
 * Reciprocal rank of the first hit, however far down it is.
 *
 * @example recipRank.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), Infinity, world) // 0.5
 */
export const recipRank: ListMetric = {
  name: 'recip_rank',
  level: 'user',
  family: 'ranking',
  group: 'graded order',
  tier: 'detail',
  reads: 'whole',
  aliases: ['reciprocal_rank_all'],
  formula: '1 / rank of the first hit, 0 when no relevant item is ranked',
  gain: '1 for the first hit, nothing for others',
  divisor: 'rank of the first hit',
  direction: 'up',
  source: 'Voorhees 1999; recip_rank of trec_eval',
  note: 'Without a cut-off: with one it is called mrr.',
  of: ({ ranks, ideal }) => (ideal.length === 0 ? null : 1 / firstRank(ranks)),
  expected: (list) => expectedFirst(list, Number.POSITIVE_INFINITY, (rank) => 1 / rank),
}
