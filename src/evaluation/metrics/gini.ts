import { countExposure } from './_exposure.ts'
import type { AggregateMetric } from './metric.ts'

/**
 * How unequally recommendations are spread over items: 0 when all get the same, near 1 when one gets everything.
 *
 * @example gini.of(lists, 10, listWorld(train)) // 0.4
 */
export const gini: AggregateMetric = {
  name: 'gini',
  level: 'all',
  aliases: ['gini_index', 'giniindex', 'exposure_gini'],
  formula: 'sum over items of (2 j - n - 1) x_j / (n sum x), x the times shown in ascending order, j from 1 to n',
  direction: 'down',
  source: 'Fleder and Hosanagar 2009',
  note: '0 is equal exposure; n is the whole train catalogue, items never shown included. Some tools print 1 - gini.',
  of(lists, k, world) {
    const x = countExposure(lists, k, world).sort()
    const n = x.length
    let total = 0
    let weighted = 0
    for (let j = 1; j <= n; j++) {
      total += x[j - 1]!
      weighted += (2 * j - n - 1) * x[j - 1]!
    }
    return total === 0 ? null : weighted / (n * total)
  },
}
