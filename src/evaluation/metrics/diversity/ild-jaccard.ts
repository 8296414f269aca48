import type { ListMetric } from '../metric.ts'
import { meanDistance } from './_pairs.ts'

/**
 * Intra-list diversity by Jaccard distance of the categories.
 *
 * @example ildJaccard.of(list, 10, listWorld(train)) // 0 when all items have the same categories
 */
export const ildJaccard: ListMetric = {
  name: 'ild_jaccard',
  level: 'user',
  family: 'diversity',
  group: 'variety',
  tier: 'detail',
  reads: 'first k',
  aliases: ['intra_list_diversity_jaccard'],
  formula: 'mean over pairs in the first k of 1 - categories in common / categories of either',
  gain: 'none',
  divisor: 'pairs of items in the list',
  direction: 'up',
  source: 'Ziegler et al. 2005; Kaminskas and Bridge 2016',
  note: 'An item without categories has distance 1 to every other item; lists of one item have no diversity.',
  of: (list, k, { categoriesOf }) =>
    meanDistance(list, k, categoriesOf, (shared, a, b) => 1 - shared / (a + b - shared)),
}
