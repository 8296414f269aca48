import { fromExposure } from '../_exposure.ts'
import type { AggregateMetric } from '../metric.ts'
import { entropyOf } from './_entropy.ts'

/**
 * How evenly recommendations are spread over items, in nats.
 *
 * @example aggregateOf(shannonEntropy, lists, 10, listWorld(train)) // 5.1
 */
export const shannonEntropy: AggregateMetric = {
  name: 'shannon_entropy',
  level: 'all',
  family: 'diversity',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['shannonentropy', 'entropy', 'shannon_entropy_nats'],
  formula: 'minus the sum over items of p ln p, p the share of all recommendations that the item gets',
  gain: 'none',
  divisor: 'none',
  direction: 'up',
  source: 'Shannon 1948; Castells, Hurley and Vargas 2015',
  note: 'In nats; shannon_entropy_bits is in bits, as Elliot prints it.',
  start: fromExposure((times) => entropyOf(times)),
}
