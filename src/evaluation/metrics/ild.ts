import type { ListMetric } from './metric.ts'

/**
 * Intra-list diversity: how different the items of one list are from each other.
 *
 * @example ild.of(list, 10, listWorld(train)) // 0 when all items have the same categories
 */
export const ild: ListMetric = {
  name: 'ild',
  level: 'user',
  aliases: ['intra_list_diversity'],
  formula: 'mean over pairs in the first k of 1 - cosine of their category vectors (1 where the item has it, else 0)',
  direction: 'up',
  source: 'Smyth and McClave 2001; Ziegler et al. 2005',
  note: 'An item without categories has distance 1 to every other item; lists of one item have no diversity.',
  of({ ranked }, k, { categoriesOf }) {
    const length = Math.min(k, ranked.length)
    if (length < 2) return null
    let sum = 0
    for (let i = 1; i < length; i++) {
      for (let j = 0; j < i; j++) sum += cosineDistance(categoriesOf[ranked[i]!]!, categoriesOf[ranked[j]!]!)
    }
    return sum / ((length * (length - 1)) / 2)
  },
}

/** Of two sets, each as ascending numbers. */
function cosineDistance(a: Int32Array, b: Int32Array): number {
  let shared = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const apart = a[i]! - b[j]!
    if (apart === 0) shared++
    if (apart <= 0) i++
    if (apart >= 0) j++
  }
  return shared === 0 ? 1 : 1 - shared / Math.sqrt(a.length * b.length)
}
