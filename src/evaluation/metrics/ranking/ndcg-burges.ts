import type { ListMetric } from '../metric.ts'
import { discountedGain, discounts } from './_discounted-gain.ts'
import { expectedSum } from './_expected.ts'

const worth = (gain: number): number => 2 ** gain - 1

/**
 * Normalised discounted cumulative gain at k, exponential gain.
 *
 * @example ndcgBurges.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), 10, world) // 0.63
 */
export const ndcgBurges: ListMetric = {
  name: 'ndcg_burges',
  level: 'user',
  family: 'ranking',
  group: 'graded order',
  tier: 'detail',
  reads: 'first k',
  aliases: ['ndcg_exp', 'ndcg_exponential'],
  formula:
    'sum over ranks i <= k of (2^gain_i - 1) / log2(i + 1), divided by the same sum of the best ranking there is',
  gain: 'exponential: 2^gain - 1',
  divisor: 'the best ranking of min(k, |G|) relevant items',
  direction: 'up',
  source: 'Burges et al. 2005',
  note: 'The same as ndcg where every gain is 1; with ratings as gains one five-star item outweighs many others.',
  of: ({ gains, ideal }, k) =>
    ideal.length === 0 ? null : discountedGain(gains, k, worth) / discountedGain(ideal, k, worth),
  expected(list, k) {
    const sum = expectedSum(list, (ranks) => discounts(Math.min(ranks, k)), worth)
    return sum === null ? null : sum / discountedGain(list.ideal, k, worth)
  },
}
