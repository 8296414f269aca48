import type { Past } from '../../agents/index.ts'
import type { ItemIndex, UserIndex } from '../../domain/index.ts'
import { counted, fixed } from '../../words.ts'

/** Ratings that a person or an item needs to count as much as everybody's mean; Koren 2010 damps alike. */
const DAMPING = 10

/**
 * The stars to expect from means alone: everybody's mean, and how far the person and the item differ from it, both drawn to it
 * where little is known: m + Σ (r - m) / (n + 10) for each.
 *
 * @returns stars within the scale and why; the middle of the scale where nobody had rated anything
 * @example meanRating(past, user, item).rating
 */
export function meanRating(
  past: Past,
  user: UserIndex,
  item: ItemIndex,
): { readonly rating: number; readonly words: string } {
  const { log, scale, users } = past.data
  const { min, max } = scale!
  const all = { n: 0, sum: 0 }
  const own = { n: 0, sum: 0 }
  const its = { n: 0, sum: 0 }
  for (let other = 0; other < users.size; other++) {
    const { from, to } = past.rowsOf(other as UserIndex)
    for (let row = from; row < to; row++) {
      const value = log.value[row]!
      for (const one of [all, ...(other === user ? [own] : []), ...(log.item[row] === item ? [its] : [])]) {
        one.n++
        one.sum += value
      }
    }
  }
  if (all.n === 0) return { rating: (min + max) / 2, words: 'Nobody had rated anything: the middle of the scale.' }
  const mean = all.sum / all.n
  const beyond = ({ n, sum }: typeof all): number => (sum - n * mean) / (n + DAMPING)
  const rating = Math.min(max, Math.max(min, mean + beyond(own) + beyond(its)))
  const counts = `${counted(own.n, 'rating')} of the person and ${counted(its.n, 'rating')} of the item`
  return { rating, words: `${fixed(rating, 2)}, from everybody's mean of ${fixed(mean, 2)} and ${counts}.` }
}
