import type { ListMetric } from '../metric.ts'
import { expectedHits } from './_expected-hits.ts'
import { countHits } from './_hits.ts'

/**
 * Share of the relevant items that could be in the first k, and are.
 *
 * @example recallMin.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1], [5, 1]])), 1, world) // 0
 */
export const recallMin: ListMetric = {
  name: 'recall_min',
  level: 'user',
  family: 'ranking',
  group: 'hits',
  tier: 'detail',
  reads: 'first k',
  aliases: ['capped_recall', 'truncated_recall'],
  formula: 'hits in the first k / min(k, |G|)',
  gain: '1 for every relevant item',
  divisor: 'min(k, |G|)',
  direction: 'up',
  source: 'Liang et al. 2018, section 4.2',
  note: 'What papers after Mult-VAE print as Recall@k; a perfect list scores 1 for everybody.',
  of: (list, k) => (list.ideal.length === 0 ? null : countHits(list, k) / Math.min(k, list.ideal.length)),
  expected(list, k) {
    const hits = expectedHits(list, k)
    return hits === null ? null : hits / Math.min(k, list.ideal.length)
  },
}
