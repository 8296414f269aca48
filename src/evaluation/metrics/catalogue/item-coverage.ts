import { fromExposure, inCatalogue } from '../_exposure.ts'
import type { AggregateMetric } from '../metric.ts'

/**
 * Share of the train catalogue that somebody gets to see.
 *
 * @example aggregateOf(itemCoverage, lists, 10, listWorld(train)) // 0.25
 */
export const itemCoverage: AggregateMetric = {
  name: 'item_coverage',
  level: 'all',
  family: 'coverage',
  group: 'concentration',
  tier: 'summary',
  reads: 'first k',
  aliases: ['catalog_coverage', 'catalogue_coverage', 'itemcoverage'],
  formula: 'different items in the first k of all lists / items of the train catalogue',
  gain: 'none',
  divisor: 'items of the train catalogue',
  direction: 'up',
  source: 'Ge, Delgado-Battenfeld and Jannach 2010',
  note: 'The catalogue is the items with at least one training event; recommended items outside it are not counted.',
  start: fromExposure((times, world) => {
    const shown = inCatalogue(times, world)
    return shown.length === 0 ? null : shown.filter((count) => count > 0).length / shown.length
  }),
}
