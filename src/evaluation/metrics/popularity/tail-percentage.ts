import { fromExposure, sumOf } from '../_exposure.ts'
import type { AggregateMetric } from '../metric.ts'

/**
 * Share of all recommendations that are tail items.
 *
 * @example aggregateOf(tailPercentage, lists, 10, listWorld(train)) // 0.3
 */
export const tailPercentage: AggregateMetric = {
  name: 'tail_percentage',
  level: 'all',
  family: 'popularity',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['tailpercentage'],
  formula: 'tail items in the first k of all lists / items in the first k of all lists',
  gain: 'none',
  divisor: 'all recommendations',
  direction: 'up',
  source: 'the TailPercentage of RecBole; Anderson 2006',
  note: 'Head is the fifth of the train catalogue with the most events, all other items are tail. RecBole takes the tenth with the fewest events for tail unless told otherwise. Short lists weigh less than in aplt.',
  start: fromExposure((times, { popularityPlace, head }) => {
    const all = sumOf(times)
    return all === 0 ? null : sumOf(times.filter((_, item) => popularityPlace[item]! >= head)) / all
  }),
}
