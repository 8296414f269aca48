import type { ListMetric } from '../metric.ts'

/**
 * How far the categories of a list are from those of the person's history, by Jensen-Shannon divergence.
 *
 * @example calibrationJs.of(list, 10, listWorld(train)) // 0.1
 */
export const calibrationJs: ListMetric = {
  name: 'calibration_js',
  level: 'user',
  family: 'calibration',
  group: 'taste',
  tier: 'detail',
  reads: 'first k',
  aliases: ['js_calibration', 'jensen_shannon'],
  formula:
    'half the divergence of p from m plus half that of q from m, m = (p + q) / 2, p the shares in the history, q in the first k',
  gain: 'none',
  divisor: 'none',
  direction: 'down',
  source: 'Lin 1991; Steck 2018',
  note: 'In nats, from 0 to ln 2, without smoothing. Undefined without categories.',
  of({ user, ranked }, k, { categories, pastOf, sharesOf }) {
    const p = pastOf(user).taste
    const q = sharesOf(ranked, k).shares
    if (p === null || q === null) return null
    let sum = 0
    for (let c = 0; c < categories; c++) {
      const m = (p[c]! + q[c]!) / 2
      if (p[c]! > 0) sum += (p[c]! * Math.log(p[c]! / m)) / 2
      if (q[c]! > 0) sum += (q[c]! * Math.log(q[c]! / m)) / 2
    }
    return sum
  },
}
