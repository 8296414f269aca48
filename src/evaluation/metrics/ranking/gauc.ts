import type { AggregateMetric } from '../metric.ts'
import { auc } from './auc.ts'

/**
 * Mean of each person's area under the curve, people weighted by what they wanted.
 *
 * @example aggregateOf(gauc, lists, Infinity, world) // 0.81
 */
export const gauc: AggregateMetric = {
  name: 'gauc',
  level: 'all',
  family: 'ranking',
  group: 'order of pairs',
  tier: 'detail',
  reads: 'whole',
  aliases: ['group_auc', 'grouped_auc'],
  formula: 'sum over people of |G| auc / sum over people of |G|',
  gain: '1 for every relevant item',
  divisor: 'relevant items of all people that have an auc',
  direction: 'up',
  source: 'Zhu et al. 2017',
  note: 'The weight is the number of relevant items, as in RecBole; auc is the same with equal weights.',
  ties: 'a pair with equal scores counts 0.5',
  start(k, world) {
    let sum = 0
    let weights = 0
    return {
      add(list) {
        const area = auc.of(list, k, world)
        if (area === null) return
        sum += list.ideal.length * area
        weights += list.ideal.length
      },
      value: () => (weights === 0 ? null : sum / weights),
    }
  },
}
