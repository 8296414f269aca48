import type { ListMetric } from '../metric.ts'
import { discountedGain, discounts } from './_discounted-gain.ts'
import { expectedSum } from './_expected.ts'

const worth = (gain: number): number => gain

/**
 * Normalised discounted cumulative gain at k, linear gain.
 *
 * @example ndcg.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), 10, world) // 0.63
 */
export const ndcg: ListMetric = {
  name: 'ndcg',
  level: 'user',
  family: 'ranking',
  group: 'graded order',
  tier: 'summary',
  reads: 'first k',
  aliases: ['ndcg_cut', 'normalized_dcg'],
  formula: 'sum over ranks i <= k of gain_i / log2(i + 1), divided by the same sum of the best ranking there is',
  gain: 'linear: the gain itself',
  divisor: 'the best ranking of min(k, |G|) relevant items',
  direction: 'up',
  source: 'Järvelin and Kekäläinen 2002',
  note: 'As ranx, trec_eval and RecBole have it. Tools that take 2^gain - 1 are called ndcg_burges here.',
  of: ({ gains, ideal }, k) =>
    ideal.length === 0 ? null : discountedGain(gains, k, worth) / discountedGain(ideal, k, worth),
  expected(list, k) {
    const sum = expectedSum(list, (ranks) => discounts(Math.min(ranks, k)), worth)
    return sum === null ? null : sum / discountedGain(list.ideal, k, worth)
  },
}
