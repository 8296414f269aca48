import { meanOfItems } from '../_mean-of-items.ts'
import type { ListMetric } from '../metric.ts'

/**
 * How far down the popularity chart the recommended items stand.
 *
 * @example meanPopRank.of(list, 10, listWorld(train)) // 87.5
 */
export const meanPopRank: ListMetric = {
  name: 'mean_pop_rank',
  level: 'user',
  family: 'novelty',
  group: 'obscurity',
  tier: 'detail',
  reads: 'first k',
  aliases: ['mean_popularity_rank'],
  formula: 'mean over the first k of the rank of the item by training events, 1 for the item with the most',
  gain: 'none',
  divisor: 'items in the list, at most k',
  direction: 'up',
  source: 'Celma and Herrera 2008',
  note: 'Equal counts are ranked by item id. The unit is ranks, so it grows with the catalogue.',
  of: (list, k, { popularityPlace }) => meanOfItems(list, k, (item) => popularityPlace[item]! + 1),
}
