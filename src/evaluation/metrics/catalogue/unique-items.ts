import { fromExposure } from '../_exposure.ts'
import type { AggregateMetric } from '../metric.ts'

/**
 * How many different items all lists together name.
 *
 * @example aggregateOf(uniqueItems, lists, 10, listWorld(train)) // 412
 */
export const uniqueItems: AggregateMetric = {
  name: 'unique_items',
  level: 'all',
  family: 'coverage',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['distinct_items', 'num_retrieved'],
  formula: 'different items in the first k of all lists',
  gain: 'none',
  divisor: 'none',
  direction: 'up',
  source: 'Vargas and Castells 2011',
  note: 'A count, so it grows with the number of people; item_coverage is its share of the catalogue.',
  start: fromExposure((times) => times.filter((count) => count > 0).length),
}
