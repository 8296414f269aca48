import type { ListMetric } from '../metric.ts'

/**
 * How much more readily a hit is recommended than its popularity explains.
 *
 * @example serendipity.of(list, 10, listWorld(train)) // 0.02
 */
export const serendipity: ListMetric = {
  name: 'serendipity',
  level: 'user',
  family: 'surprise',
  group: 'surprise',
  tier: 'detail',
  reads: 'first k',
  aliases: [],
  formula:
    'mean over the first k of relevant_i max(0, p_i - b_i), p_i = (n + 1 - i) / n at rank i, b_i the same of its popularity rank',
  gain: '1 for every relevant item',
  divisor: 'items in the list, at most k',
  direction: 'up',
  source: 'the Serendipity of RecTools; Ge, Delgado-Battenfeld and Jannach 2010',
  note: 'The baseline is popularity in training, equal counts share a rank; n is all items. An item without a training event has b = 0.',
  of({ ranked, gains, ideal }, k, { popularityRank }) {
    const length = Math.min(k, ranked.length)
    if (length === 0 || ideal.length === 0) return null
    const items = popularityRank.length
    let sum = 0
    for (let i = 0; i < length; i++) {
      if (gains[i]! <= 0) continue
      const popularity = popularityRank[ranked[i]!]!
      const baseline = popularity === 0 ? 0 : (items + 1 - popularity) / items
      sum += Math.max(0, (items - i) / items - baseline)
    }
    return sum / length
  },
}
