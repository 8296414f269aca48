import { countExposure } from './_exposure.ts'
import type { AggregateMetric } from './metric.ts'

/**
 * Share of the train catalogue that somebody gets to see.
 *
 * @example itemCoverage.of(lists, 10, listWorld(train)) // 0.25
 */
export const itemCoverage: AggregateMetric = {
  name: 'item_coverage',
  level: 'all',
  aliases: ['catalog_coverage', 'catalogue_coverage', 'itemcoverage'],
  formula: 'different items in the first k of all lists / items of the train catalogue',
  direction: 'up',
  source: 'Ge, Delgado-Battenfeld and Jannach 2010',
  note: 'The catalogue is the items with at least one training event; recommended items outside it are not counted.',
  of(lists, k, world) {
    const exposure = countExposure(lists, k, world)
    return exposure.length === 0 ? null : exposure.filter((times) => times > 0).length / exposure.length
  },
}
