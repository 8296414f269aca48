import { inCatalogue } from '../_exposure.ts'
import { inequality } from '../diversity/_inequality.ts'
import type { AggregateMetric } from '../metric.ts'
import { fromAttention } from './_attention.ts'

/**
 * How unequally attention is spread over items, upper ranks weighing more.
 *
 * @example aggregateOf(exposureGini, lists, 10, listWorld(train)) // 0.9
 */
export const exposureGini: AggregateMetric = {
  name: 'exposure_gini',
  level: 'all',
  family: 'fairness',
  group: 'exposure',
  tier: 'detail',
  reads: 'first k',
  aliases: [],
  formula:
    'gini of the attention that items get: the sum of 1 / log2(rank + 1) over the lists that show them in the first k',
  gain: 'none',
  divisor: 'items of the train catalogue times all attention',
  direction: 'down',
  source: 'Singh and Joachims 2018; Fleder and Hosanagar 2009',
  note: '0 is equal attention. gini counts every rank the same.',
  start: fromAttention(({ attention }, world) => inequality(inCatalogue(attention, world))),
}
