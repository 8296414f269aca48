import type { ListMetric } from '../metric.ts'

/** Weight of the history in the list's shares, so that a category that is missing there costs much, not everything. */
const SMOOTHING = 0.01

/**
 * How far the categories of a list are from those of the person's history, by Kullback-Leibler divergence.
 *
 * @example calibrationKl.of(list, 10, listWorld(train)) // 0.4
 */
export const calibrationKl: ListMetric = {
  name: 'calibration_kl',
  level: 'user',
  family: 'calibration',
  group: 'taste',
  tier: 'usual',
  reads: 'first k',
  aliases: ['calibration', 'miscalibration', 'kl_calibration'],
  formula: 'sum over categories of p ln(p / (0.99 q + 0.01 p)), p their shares in the history, q in the first k',
  gain: 'none',
  divisor: 'none',
  direction: 'down',
  source: 'Steck 2018, with alpha 0.01',
  note: 'In nats; an item of several categories is divided among them, every event of the history counts the same. Undefined without categories.',
  of({ user, ranked }, k, { categories, pastOf, sharesOf }) {
    const p = pastOf(user).taste
    const q = sharesOf(ranked, k).shares
    if (p === null || q === null) return null
    let sum = 0
    for (let c = 0; c < categories; c++) {
      if (p[c]! > 0) sum += p[c]! * Math.log(p[c]! / ((1 - SMOOTHING) * q[c]! + SMOOTHING * p[c]!))
    }
    return sum
  },
}
