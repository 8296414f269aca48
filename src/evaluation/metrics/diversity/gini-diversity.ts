import { fromExposure, inCatalogue } from '../_exposure.ts'
import type { AggregateMetric } from '../metric.ts'
import { inequality } from './_inequality.ts'

/**
 * How equally recommendations are spread over items: 1 when all get the same, near 0 when one gets everything.
 *
 * @example aggregateOf(giniDiversity, lists, 10, listWorld(train)) // 0.6
 */
export const giniDiversity: AggregateMetric = {
  name: 'gini_diversity',
  level: 'all',
  family: 'diversity',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['gini_equality'],
  formula: '1 - gini',
  gain: 'none',
  divisor: 'items of the train catalogue times recommendations',
  direction: 'up',
  source: 'Castells, Hurley and Vargas 2015; the Gini of Elliot',
  note: 'gini turned round, for those who want more to be better.',
  start: fromExposure((times, world) => {
    const unequal = inequality(inCatalogue(times, world))
    return unequal === null ? null : 1 - unequal
  }),
}
