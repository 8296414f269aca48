import type { SlateEntry } from '../domain/index.ts'

/**
 * The scores of a pool brought to 0 to 1, because models score in units of their own; all 1 where they are the same.
 *
 * The last item stands one mean step above 0, so that a factor can lift it too: evenly spread scores of n items give 1/n to 1.
 *
 * @returns one number an entry
 */
export function relevanceOf(pool: readonly SlateEntry[]): Float64Array {
  const scores = Float64Array.from(pool, ({ score }) => score)
  const lowest = scores.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const highest = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const step = 1 / pool.length
  return scores.map((score) => (highest > lowest ? step + ((1 - step) * (score - lowest)) / (highest - lowest) : 1))
}
