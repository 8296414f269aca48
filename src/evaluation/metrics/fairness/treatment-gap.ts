import type { AggregateMetric } from '../metric.ts'
import { fromAttention, gapOf } from './_attention.ts'

/**
 * How unlike the attention is that popular and other items get for as much as they are wanted.
 *
 * @example aggregateOf(treatmentGap, lists, 10, listWorld(train)) // 0.7
 */
export const treatmentGap: AggregateMetric = {
  name: 'treatment_gap',
  level: 'all',
  family: 'fairness',
  group: 'exposure',
  tier: 'detail',
  reads: 'first k',
  aliases: ['disparate_treatment'],
  formula:
    '|ln((attention of head / relevant head items) / (attention of tail / relevant tail items))|, attention the sum of 1 / log2(rank + 1)',
  gain: '1 for every relevant item',
  divisor: 'relevant items of the group, over all people',
  direction: 'down',
  source: 'Singh and Joachims 2018, disparate treatment',
  note: '0 when attention is in proportion to how much each group is wanted. Undefined where one group gets none or is not wanted.',
  start: fromAttention(({ attention, wanted }, world) => gapOf(attention, wanted, world)),
}
