import type { ListMetric } from '../metric.ts'
import { expectedFirst } from './_expected.ts'
import { countHits } from './_hits.ts'

/**
 * Whether anything relevant is in the first k.
 *
 * @example hitRate.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), 10, world) // 1
 */
export const hitRate: ListMetric = {
  name: 'hit_rate',
  level: 'user',
  family: 'ranking',
  group: 'hits',
  tier: 'usual',
  reads: 'first k',
  aliases: ['hit', 'hr', 'success', 'hit_ratio'],
  formula: '1 if there is a hit in the first k, else 0',
  gain: '1 for the first hit, nothing for others',
  divisor: 'none',
  direction: 'up',
  source: 'Deshpande and Karypis 2004',
  note: 'One hit is as good as many; with one relevant item it equals recall.',
  of: (list, k) => (list.ideal.length === 0 ? null : Math.min(1, countHits(list, k))),
  expected: (list, k) => expectedFirst(list, k, () => 1),
}
