import type { ListMetric } from './metric.ts'

/**
 * Average precision at k; its mean over people is MAP.
 *
 * @example map.of(rankedList(Int32Array.of(7, 3), new Map([[3, 1]])), 10, world) // 0.5
 */
export const map: ListMetric = {
  name: 'map',
  level: 'user',
  aliases: ['average_precision', 'ap'],
  formula: 'sum over hits at rank i <= k of (hits in the first i) / i, divided by min(k, |G|)',
  direction: 'up',
  source: 'Manning, Raghavan and Schütze 2008, section 8.4',
  note: "The divisor is min(k, |G|), so a perfect list scores 1; ranx and trec_eval's map_cut divide by |G|.",
  of({ gains, ideal }, k) {
    if (ideal.length === 0) return null
    let hits = 0
    let sum = 0
    for (let i = 0; i < Math.min(k, gains.length); i++) if (gains[i]! > 0) sum += ++hits / (i + 1)
    return sum / Math.min(k, ideal.length)
  },
}
