import { fromExposure } from '../_exposure.ts'
import type { AggregateMetric } from '../metric.ts'
import { entropyOf } from './_entropy.ts'

/**
 * How evenly recommendations are spread over items, in bits.
 *
 * @example aggregateOf(shannonEntropyBits, lists, 10, listWorld(train)) // 7.4
 */
export const shannonEntropyBits: AggregateMetric = {
  name: 'shannon_entropy_bits',
  level: 'all',
  family: 'diversity',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['entropy_bits'],
  formula: 'minus the sum over items of p log2 p, p the share of all recommendations that the item gets',
  gain: 'none',
  divisor: 'none',
  direction: 'up',
  source: 'Shannon 1948; Castells, Hurley and Vargas 2015',
  note: 'In bits; shannon_entropy is in nats.',
  start: fromExposure((times) => {
    const nats = entropyOf(times)
    return nats === null ? null : nats / Math.LN2
  }),
}
