import type { ListMetric } from '../metric.ts'

/**
 * How many of the k places are filled.
 *
 * @example listLength.of(rankedList(Int32Array.of(7, 3), new Map()), 10, world) // 2
 */
export const listLength: ListMetric = {
  name: 'list_length',
  level: 'user',
  family: 'coverage',
  group: 'supply',
  tier: 'detail',
  reads: 'first k',
  aliases: ['num_recommended'],
  formula: 'items in the first k',
  gain: 'none',
  divisor: 'none',
  direction: 'up',
  source: 'Herlocker et al. 2004, section 5.2',
  note: 'Below k where the catalogue ran out, or a given list was short; the other numbers of such a list are of fewer items.',
  of: ({ ranked }, k) => Math.min(k, ranked.length),
}
