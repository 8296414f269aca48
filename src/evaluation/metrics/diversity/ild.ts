import type { ListMetric } from '../metric.ts'
import { meanDistance } from './_pairs.ts'

/**
 * Intra-list diversity: how different the items of one list are from each other.
 *
 * @example ild.of(list, 10, listWorld(train)) // 0 when all items have the same categories
 */
export const ild: ListMetric = {
  name: 'ild',
  level: 'user',
  family: 'diversity',
  group: 'variety',
  tier: 'summary',
  reads: 'first k',
  aliases: ['intra_list_diversity'],
  formula: 'mean over pairs in the first k of 1 - cosine of their category vectors (1 where the item has it, else 0)',
  gain: 'none',
  divisor: 'pairs of items in the list',
  direction: 'up',
  source: 'Smyth and McClave 2001; Ziegler et al. 2005',
  note: 'An item without categories has distance 1 to every other item; lists of one item have no diversity.',
  of: (list, k, { categoriesOf }) =>
    meanDistance(list, k, categoriesOf, (shared, a, b) => 1 - shared / Math.sqrt(a * b)),
}
