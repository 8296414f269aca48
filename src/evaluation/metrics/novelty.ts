import type { ListMetric } from './metric.ts'

/**
 * How little known the recommended items are: mean inverse user frequency in bits.
 *
 * @example novelty.of(list, 10, listWorld(train)) // 1 when half the people know each item
 */
export const novelty: ListMetric = {
  name: 'novelty',
  level: 'user',
  aliases: ['mean_inv_user_freq', 'miuf'],
  formula: 'mean over the first k of -log2(people with the item in training / people in training)',
  direction: 'up',
  source: 'Castells, Hurley and Vargas 2015; Zhou et al. 2010',
  note: 'An item that nobody had in training counts as known by one person, else it would be infinitely new.',
  of({ ranked }, k, { users, usersOf }) {
    const length = Math.min(k, ranked.length)
    if (length === 0 || users === 0) return null
    let sum = 0
    for (let i = 0; i < length; i++) sum -= Math.log2(Math.max(1, usersOf[ranked[i]!]!) / users)
    return sum / length
  },
}
