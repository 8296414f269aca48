import type { AggregateMetric } from '../metric.ts'
import { fromAttention, gapOf } from './_attention.ts'

/**
 * How unlike the attention is that an average popular and an average other item get.
 *
 * @example aggregateOf(exposureGap, lists, 10, listWorld(train)) // 2.1
 */
export const exposureGap: AggregateMetric = {
  name: 'exposure_gap',
  level: 'all',
  family: 'fairness',
  group: 'exposure',
  tier: 'detail',
  reads: 'first k',
  aliases: ['demographic_parity_exposure'],
  formula:
    '|ln((attention of head / head items) / (attention of tail / tail items))|, attention the sum of 1 / log2(rank + 1)',
  gain: 'none',
  divisor: 'items of the group',
  direction: 'down',
  source: 'Singh and Joachims 2018, demographic parity',
  note: '0 when the average popular item is seen as much as the average other one, in either direction away from it. Undefined where one group gets none.',
  start: fromAttention(({ attention }, world) => gapOf(attention, new Float64Array(attention.length).fill(1), world)),
}
