import type { ListMetric } from '../metric.ts'
import { discountedGain, discounts } from './_discounted-gain.ts'
import { expectedSum } from './_expected.ts'

const worth = (): number => 1

/**
 * Normalised discounted cumulative gain at k, every hit worth the same.
 *
 * @example ndcgBinary.of(rankedList(Int32Array.of(7, 3), new Map([[3, 5]])), 10, world) // 0.63
 */
export const ndcgBinary: ListMetric = {
  name: 'ndcg_binary',
  level: 'user',
  family: 'ranking',
  group: 'graded order',
  tier: 'detail',
  reads: 'first k',
  aliases: ['binary_ndcg'],
  formula: 'sum over hits at rank i <= k of 1 / log2(i + 1), divided by the same sum of the best ranking there is',
  gain: '1 for every relevant item, whatever its rating',
  divisor: 'the best ranking of min(k, |G|) relevant items',
  direction: 'up',
  source: 'Järvelin and Kekäläinen 2002',
  note: 'The same as ndcg where every gain is 1.',
  of: ({ gains, ideal }, k) =>
    ideal.length === 0 ? null : discountedGain(gains, k, worth) / discounts(Math.min(k, ideal.length)),
  expected(list, k) {
    const sum = expectedSum(list, (ranks) => discounts(Math.min(ranks, k)))
    return sum === null ? null : sum / discounts(Math.min(k, list.ideal.length))
  },
}
