import type { AggregateMetric } from '../metric.ts'
import { byOpportunity } from './_opportunity.ts'

/**
 * Ranking-based statistical parity: how unlike the chances of popular and other items are to be recommended.
 *
 * @example aggregateOf(popRsp, lists, 10, listWorld(train)) // 0.9
 */
export const popRsp: AggregateMetric = {
  name: 'pop_rsp',
  level: 'all',
  family: 'popularity',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['poprsp', 'rsp'],
  formula:
    'standard deviation / mean over head and tail of (recommended pairs / candidate pairs), pairs of a person and an item of the group',
  gain: 'none',
  divisor: 'mean of both probabilities',
  direction: 'down',
  source: 'Zhu, Wang and Caverlee 2020',
  note: 'Head is the fifth of the train catalogue with the most events, all other items are tail. Candidates are the items a person did not meet in training.',
  start: byOpportunity((list, world, chances) => {
    const { places } = world.pastOf(list.user)
    let seenHead = 0
    while (seenHead < places.length && places[seenHead]! < world.head) seenHead++
    chances[0] += world.head - seenHead
    chances[1] += world.eventsOf.length - world.head - (places.length - seenHead)
  }),
}
