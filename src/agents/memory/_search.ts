import { type Ties, topPlaces } from './_top-places.ts'

/** Places beyond k that are looked at exactly, to begin with. */
const SPARE = 32

/** What a search found: places, best first, with their scores. */
export interface Found {
  readonly places: Int32Array
  readonly scores: Float64Array
}

/**
 * The k highest exact scores, of which only upper bounds are known at first: the highest bounds are looked at exactly, and
 * twice as many, until what was not looked at can not matter (the threshold of Fagin, Lotem and Naor 2003).
 *
 * @param bounds at least the exact score of each of `count` places; negative infinity for what must not be found
 * @param exact score of a place
 * @param ties which of equal exact scores comes first
 */
export function topByBounds(
  bounds: Float64Array,
  count: number,
  k: number,
  exact: (place: number) => number,
  ties: Ties = 'later',
): Found {
  for (let width = k + SPARE; ; width *= 2) {
    const near = topPlaces(bounds, count, width)
    const last = near.length > 0 ? bounds[near[near.length - 1]!]! : Number.NEGATIVE_INFINITY
    near.sort()
    const scores = Float64Array.from(near, exact)
    const best = topPlaces(scores, near.length, k, ties)
    const least = best.length === k && k > 0 ? scores[best[k - 1]!]! : Number.NEGATIVE_INFINITY
    if (near.length < width || least > last) {
      return { places: best.map((at) => near[at]!), scores: Float64Array.from(best, (at) => scores[at]!) }
    }
  }
}
