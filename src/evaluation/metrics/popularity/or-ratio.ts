import { fromExposure, sumOf } from '../_exposure.ts'
import type { AggregateMetric } from '../metric.ts'

/**
 * Share of all recommendations that the three most recommended items take.
 *
 * @example aggregateOf(orRatio, lists, 10, listWorld(train)) // 0.12
 */
export const orRatio: AggregateMetric = {
  name: 'or_ratio',
  level: 'all',
  family: 'popularity',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['or-ratio', 'over_recommendation_ratio'],
  formula: 'recommendations of the 3 items that are recommended most / all recommendations',
  gain: 'none',
  divisor: 'all recommendations',
  direction: 'down',
  source: 'the over-recommendation ratio of studies of language models as recommenders',
  note: 'Near 1 where everybody is shown the same three items.',
  start: fromExposure((times) => {
    const all = sumOf(times)
    return all === 0 ? null : sumOf(times.slice().sort().subarray(-3)) / all
  }),
}
