import { countHits } from './_hits.ts'
import type { ListMetric } from './metric.ts'

/**
 * Whether anything relevant is in the first k.
 *
 * @example hitRate.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), 10, world) // 1
 */
export const hitRate: ListMetric = {
  name: 'hit_rate',
  level: 'user',
  aliases: ['hit', 'hr', 'success', 'hit_ratio'],
  formula: '1 if there is a hit in the first k, else 0',
  direction: 'up',
  source: 'Deshpande and Karypis 2004',
  note: 'One hit is as good as many; with one relevant item it equals recall.',
  of({ gains, ideal }, k) {
    return ideal.length === 0 ? null : Math.min(1, countHits(gains, k))
  },
}
