import { meanOfItems } from '../_mean-of-items.ts'
import type { ListMetric } from '../metric.ts'

/**
 * Average recommendation popularity as a share of all training events.
 *
 * @example arpNormalised.of(list, 10, listWorld(train)) // 0.002
 */
export const arpNormalised: ListMetric = {
  name: 'arp_normalised',
  level: 'user',
  family: 'novelty',
  group: 'obscurity',
  tier: 'detail',
  reads: 'first k',
  aliases: ['arp_normalized'],
  formula: 'mean over the first k of the training events of the item / events in training',
  gain: 'none',
  divisor: 'events in training, and items in the list, at most k',
  direction: 'down',
  source: 'Yin et al. 2012',
  note: 'What RecTools prints with normalize; 1 would be a data set of a single item.',
  of: (list, k, { events, eventsOf }) =>
    events === 0 ? null : meanOfItems(list, k, (item) => eventsOf[item]! / events),
}
