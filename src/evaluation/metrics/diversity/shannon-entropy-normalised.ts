import { fromExposure, inCatalogue } from '../_exposure.ts'
import type { AggregateMetric } from '../metric.ts'
import { entropyOf } from './_entropy.ts'

/**
 * How evenly recommendations are spread over items, as a share of the most even spread.
 *
 * @example aggregateOf(shannonEntropyNormalised, lists, 10, listWorld(train)) // 0.8
 */
export const shannonEntropyNormalised: AggregateMetric = {
  name: 'shannon_entropy_normalised',
  level: 'all',
  family: 'diversity',
  group: 'concentration',
  tier: 'detail',
  reads: 'first k',
  aliases: ['shannon_entropy_normalized'],
  formula: 'shannon_entropy / ln n, n the items of the train catalogue',
  gain: 'none',
  divisor: 'entropy of equal exposure',
  direction: 'up',
  source: 'Shannon 1948; Castells, Hurley and Vargas 2015',
  note: '1 is equal exposure. Items outside the train catalogue are left out.',
  start: fromExposure((times, world) => {
    const nats = entropyOf(inCatalogue(times, world))
    return nats === null || world.catalogue < 2 ? null : nats / Math.log(world.catalogue)
  }),
}
