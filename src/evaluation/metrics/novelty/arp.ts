import { meanOfItems } from '../_mean-of-items.ts'
import type { ListMetric } from '../metric.ts'

/**
 * Average recommendation popularity: how many training events the recommended items have.
 *
 * @example arp.of(list, 10, listWorld(train)) // 154.2
 */
export const arp: ListMetric = {
  name: 'arp',
  level: 'user',
  family: 'novelty',
  group: 'obscurity',
  tier: 'detail',
  reads: 'first k',
  aliases: ['avg_rec_popularity', 'average_recommendation_popularity', 'averagepopularity'],
  formula: 'mean over the first k of the training events of the item',
  gain: 'none',
  divisor: 'items in the list, at most k',
  direction: 'down',
  source: 'Yin et al. 2012; Abdollahpouri, Burke and Mobasher 2019',
  note: 'Lower is less biased towards what is popular anyhow. In events, so it grows with the data; arp_normalised does not.',
  of: (list, k, { eventsOf }) => meanOfItems(list, k, (item) => eventsOf[item]!),
}
