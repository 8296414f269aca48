import { fromExposure } from '../_exposure.ts'
import type { AggregateMetric } from '../metric.ts'

/**
 * Share of all items, those without a training event included, that somebody gets to see.
 *
 * @example aggregateOf(itemCoverageAll, lists, 10, listWorld(train)) // 0.21
 */
export const itemCoverageAll: AggregateMetric = {
  name: 'item_coverage_all',
  level: 'all',
  family: 'coverage',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['catalog_coverage_all'],
  formula: 'different items in the first k of all lists / all items of the data set',
  gain: 'none',
  divisor: 'all items of the data set',
  direction: 'up',
  source: 'Ge, Delgado-Battenfeld and Jannach 2010',
  note: 'Most recommenders can not reach an item without a training event, which item_coverage leaves out.',
  start: fromExposure((times) =>
    times.length === 0 ? null : times.filter((count) => count > 0).length / times.length,
  ),
}
