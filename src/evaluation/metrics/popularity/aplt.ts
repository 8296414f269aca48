import { meanOfItems } from '../_mean-of-items.ts'
import type { ListMetric } from '../metric.ts'

/**
 * Average percentage of long-tail items: the share of a list that is not popular.
 *
 * @example aplt.of(list, 10, listWorld(train)) // 0.3
 */
export const aplt: ListMetric = {
  name: 'aplt',
  level: 'user',
  family: 'popularity',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['average_percentage_of_long_tail_items'],
  formula: 'tail items in the first k / items in the first k',
  gain: 'none',
  divisor: 'items in the list, at most k',
  direction: 'up',
  source: 'Abdollahpouri, Burke and Mobasher 2017',
  note: 'Head is the fifth of the train catalogue with the most events, all other items are tail. Higher is less biased towards the popular, not better for everybody.',
  of: (list, k, { popularityPlace, head }) => meanOfItems(list, k, (item) => Number(popularityPlace[item]! >= head)),
}
