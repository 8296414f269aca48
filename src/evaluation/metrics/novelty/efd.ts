import { meanOfItems } from '../_mean-of-items.ts'
import type { ListMetric } from '../metric.ts'

/**
 * Expected free discovery: how unlikely somebody is to come upon the recommended items by chance, in bits.
 *
 * @example efd.of(list, 10, listWorld(train)) // 9.2
 */
export const efd: ListMetric = {
  name: 'efd',
  level: 'user',
  family: 'novelty',
  group: 'obscurity',
  tier: 'detail',
  reads: 'first k',
  aliases: ['expected_free_discovery'],
  formula: 'mean over the first k of -log2(events of the item in training / events in training)',
  gain: 'none',
  divisor: 'items in the list, at most k',
  direction: 'up',
  source: 'Vargas and Castells 2011',
  note: 'In bits, without discount by rank or relevance. An item without a training event counts as having one.',
  of: (list, k, { events, eventsOf }) =>
    events === 0 ? null : meanOfItems(list, k, (item) => -Math.log2(Math.max(1, eventsOf[item]!) / events)),
}
