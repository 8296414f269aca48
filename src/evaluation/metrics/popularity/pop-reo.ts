import type { AggregateMetric } from '../metric.ts'
import { byOpportunity } from './_opportunity.ts'

/**
 * Ranking-based equal opportunity: how unlike the chances of popular and other items are to be recommended where they are wanted.
 *
 * @example aggregateOf(popReo, lists, 10, listWorld(train)) // 0.8
 */
export const popReo: AggregateMetric = {
  name: 'pop_reo',
  level: 'all',
  family: 'popularity',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['popreo', 'reo'],
  formula: 'standard deviation / mean over head and tail of (hits / relevant items), items of the group',
  gain: '1 for every relevant item',
  divisor: 'mean of both hit rates',
  direction: 'down',
  source: 'Zhu, Wang and Caverlee 2020',
  note: 'Head is the fifth of the train catalogue with the most events, all other items are tail.',
  start: byOpportunity((list, world, chances) => {
    for (const item of list.relevant) chances[Number(world.popularityPlace[item]! >= world.head)]!++
  }, 'hits'),
}
