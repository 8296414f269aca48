import type { ListMetric } from '../metric.ts'

/**
 * Average count of long-tail items in a list.
 *
 * @example aclt.of(list, 10, listWorld(train)) // 3
 */
export const aclt: ListMetric = {
  name: 'aclt',
  level: 'user',
  family: 'popularity',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['average_coverage_of_long_tail_items'],
  formula: 'tail items in the first k',
  gain: 'none',
  divisor: 'none',
  direction: 'up',
  source: 'Abdollahpouri, Burke and Mobasher 2019',
  note: 'Head is the fifth of the train catalogue with the most events, all other items are tail. The count to the share of aplt, so k times as large where lists are full.',
  of({ ranked }, k, { popularityPlace, head }) {
    let tail = 0
    for (let i = 0; i < Math.min(k, ranked.length); i++) if (popularityPlace[ranked[i]!]! >= head) tail++
    return tail
  },
}
