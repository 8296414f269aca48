import type { ListMetric } from '../metric.ts'
import { expectedSum } from './_expected.ts'

/**
 * Rank-biased precision: what somebody finds who goes on to the next rank with probability p.
 *
 * @param p from above 0 to below 1
 * @returns the metric, named as ranx does: `rbp.95` for p = 0.95
 * @example rbp(0.5).of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), Infinity, world) // 0.25
 */
export function rbp(p: number): ListMetric {
  return {
    name: `rbp.${String(p).slice(2)}`,
    level: 'user',
    family: 'ranking',
    group: 'graded order',
    tier: 'detail',
    reads: 'whole',
    aliases: [],
    formula: `(1 - p) times the sum over hits at rank i of p^(i - 1), with p = ${p}`,
    gain: '1 for every relevant item',
    divisor: 'none',
    direction: 'up',
    source: 'Moffat and Zobel 2008',
    note: 'The number behind the dot is p: rbp.5 looks at about 2 ranks, rbp.95 at about 20. ranx multiplies each hit by its grade.',
    of({ ranks, ideal }) {
      if (ideal.length === 0) return null
      let sum = 0
      for (const rank of ranks) if (rank > 0) sum += p ** (rank - 1)
      return (1 - p) * sum
    },
    // The weights of the first n ranks sum to 1 - p^n.
    expected: (list) => expectedSum(list, (ranks) => 1 - p ** ranks),
  }
}
