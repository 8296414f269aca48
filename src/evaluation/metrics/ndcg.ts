import type { ListMetric } from './metric.ts'

/**
 * Normalised discounted cumulative gain at k, linear gain.
 *
 * @example ndcg.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), 10, world) // 0.63
 */
export const ndcg: ListMetric = {
  name: 'ndcg',
  level: 'user',
  aliases: ['ndcg_cut', 'normalized_dcg'],
  formula: 'sum over ranks i <= k of gain_i / log2(i + 1), divided by the same sum of the best ranking there is',
  direction: 'up',
  source: 'Järvelin and Kekäläinen 2002',
  note: 'Gain is linear, not 2^gain - 1; the best ranking has min(k, |G|) relevant items.',
  of({ gains, ideal }, k) {
    if (ideal.length === 0) return null
    return discountedGain(gains, k) / discountedGain(ideal, k)
  },
}

function discountedGain(gains: Float64Array, k: number): number {
  let sum = 0
  for (let i = 0; i < Math.min(k, gains.length); i++) sum += gains[i]! / Math.log2(i + 2)
  return sum
}
