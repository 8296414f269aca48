import { meanOfItems } from '../_mean-of-items.ts'
import type { ListMetric } from '../metric.ts'

/**
 * Share of a list that a list of popular items would not have named.
 *
 * @example unexpectedness.of(list, 10, listWorld(train)) // 0.6
 */
export const unexpectedness: ListMetric = {
  name: 'unexpectedness',
  level: 'user',
  family: 'surprise',
  group: 'surprise',
  tier: 'detail',
  reads: 'first k',
  aliases: ['unexp'],
  formula: 'share of the first k that are not among the k most popular items new to the person',
  gain: 'none',
  divisor: 'items in the list, at most k',
  direction: 'up',
  source: 'Murakami, Mori and Orihara 2008; Ge, Delgado-Battenfeld and Jannach 2010',
  note: 'The baseline is popularity in training without what the person met there. 0 for the popularity recommender itself.',
  of(list, k, { popularityPlace, pastOf }) {
    const { places } = pastOf(list.user)
    // The first place in the chart that the baseline list does not reach: k, and one further for each place taken out above it.
    let end = k
    for (let i = 0; i < places.length && places[i]! < end; i++) end++
    return meanOfItems(list, k, (item) => Number(popularityPlace[item]! >= end))
  },
}
