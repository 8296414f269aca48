import { meanOfItems } from '../_mean-of-items.ts'
import type { ListMetric } from '../metric.ts'

/**
 * How little known the recommended items are: mean inverse user frequency in bits.
 *
 * @example meanInvUserFreq.of(list, 10, listWorld(train)) // 1 when half the people know each item
 */
export const meanInvUserFreq: ListMetric = {
  name: 'mean_inv_user_freq',
  level: 'user',
  family: 'novelty',
  group: 'obscurity',
  tier: 'usual',
  reads: 'first k',
  aliases: ['novelty', 'miuf'],
  formula: 'mean over the first k of -log2(people with the item in training / people in training)',
  gain: 'none',
  divisor: 'items in the list, at most k',
  direction: 'up',
  source: 'Zhou et al. 2010; Castells, Hurley and Vargas 2015',
  note: 'In bits; times ln 2 it is in nats. An item that nobody had counts as known by one person, else it would be infinitely new.',
  of: (list, k, { users, usersOf }) =>
    users === 0 ? null : meanOfItems(list, k, (item) => -Math.log2(Math.max(1, usersOf[item]!) / users)),
}
