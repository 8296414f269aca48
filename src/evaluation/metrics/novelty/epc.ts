import { discount } from '../_discount.ts'
import type { ListMetric } from '../metric.ts'

/**
 * Expected popularity complement: the share of people who do not know a recommended item, upper ranks first.
 *
 * @example epc.of(list, 10, listWorld(train)) // 0.83
 */
export const epc: ListMetric = {
  name: 'epc',
  level: 'user',
  family: 'novelty',
  group: 'obscurity',
  tier: 'detail',
  reads: 'first k',
  aliases: ['expected_popularity_complement', 'epc_discounted'],
  formula:
    'sum over ranks i <= k of (1 - people with the item / people in training) / log2(i + 1), / sum of the 1 / log2(i + 1)',
  gain: 'none',
  divisor: 'sum of the discounts of the ranks that are filled',
  direction: 'up',
  source: 'Vargas and Castells 2011',
  note: 'Discounted by rank, not weighed by relevance; epc_undiscounted is the plain mean.',
  of({ ranked }, k, { users, usersOf }) {
    const length = Math.min(k, ranked.length)
    if (length === 0 || users === 0) return null
    let sum = 0
    let weights = 0
    for (let i = 0; i < length; i++) {
      const weight = discount(i + 1)
      sum += weight * (1 - usersOf[ranked[i]!]! / users)
      weights += weight
    }
    return sum / weights
  },
}
