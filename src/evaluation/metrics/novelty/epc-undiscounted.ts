import { meanOfItems } from '../_mean-of-items.ts'
import type { ListMetric } from '../metric.ts'

/**
 * Expected popularity complement without discount: the share of people who do not know a recommended item.
 *
 * @example epcUndiscounted.of(list, 10, listWorld(train)) // 0.85
 */
export const epcUndiscounted: ListMetric = {
  name: 'epc_undiscounted',
  level: 'user',
  family: 'novelty',
  group: 'obscurity',
  tier: 'detail',
  reads: 'first k',
  aliases: [],
  formula: 'mean over the first k of 1 - people with the item / people in training',
  gain: 'none',
  divisor: 'items in the list, at most k',
  direction: 'up',
  source: 'Vargas and Castells 2011',
  note: 'Every rank counts the same; epc discounts lower ranks.',
  of: (list, k, { users, usersOf }) =>
    users === 0 ? null : meanOfItems(list, k, (item) => 1 - usersOf[item]! / users),
}
