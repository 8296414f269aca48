import type { ListMetric } from '../metric.ts'

/**
 * Binary preference: how rarely items known not to be wanted stand above those that are.
 *
 * @example bpref.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [7, 0]])), Infinity, world) // 0
 */
export const bpref: ListMetric = {
  name: 'bpref',
  level: 'user',
  family: 'ranking',
  group: 'order of pairs',
  tier: 'detail',
  reads: 'whole',
  aliases: ['binary_preference'],
  formula: 'mean over G of 1 - min(N items above it, |G|) / min(|N|, |G|), N the items known not to be relevant',
  gain: '1 for every relevant item; one that is not ranked counts 0',
  divisor: '|G|',
  direction: 'up',
  source: 'Buckley and Voorhees 2004, as trec_eval computes it',
  note: 'Only items that somebody turned down count as not relevant. Where none are known it is the share of G that is ranked.',
  of({ ranks, rejected, ideal }) {
    const relevant = ideal.length
    if (relevant === 0) return null
    let sum = 0
    for (const rank of ranks) {
      if (rank === 0) continue
      let above = 0
      for (const other of rejected) if (other > 0 && other < rank) above++
      sum += above === 0 ? 1 : 1 - Math.min(above, relevant) / Math.min(rejected.length, relevant)
    }
    return sum / relevant
  },
}
