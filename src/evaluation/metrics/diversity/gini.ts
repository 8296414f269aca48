import { fromExposure, inCatalogue } from '../_exposure.ts'
import type { AggregateMetric } from '../metric.ts'
import { inequality } from './_inequality.ts'

/**
 * How unequally recommendations are spread over items: 0 when all get the same, near 1 when one gets everything.
 *
 * @example aggregateOf(gini, lists, 10, listWorld(train)) // 0.4
 */
export const gini: AggregateMetric = {
  name: 'gini',
  level: 'all',
  family: 'diversity',
  group: 'concentration',
  tier: 'usual',
  reads: 'first k',
  aliases: ['gini_index', 'giniindex'],
  formula: 'sum over items of (2 j - n - 1) x_j / (n sum x), x the times shown in ascending order, j from 1 to n',
  gain: 'none',
  divisor: 'items of the train catalogue times recommendations',
  direction: 'down',
  source: 'Fleder and Hosanagar 2009',
  note: '0 is equal exposure; n is the whole train catalogue, items never shown included. Some tools print 1 - gini.',
  start: fromExposure((times, world) => inequality(inCatalogue(times, world))),
}
