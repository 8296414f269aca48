/**
 * The first n of some items by score, best first, equal scores by item index.
 *
 * A native sort of the scores alone finds the cut, which is several times as fast as sorting the items.
 *
 * @param items distinct indices into `scores`
 */
export function bestFirst(items: Int32Array, scores: Float32Array, n: number): Int32Array {
  const byScore = (some: Int32Array): Int32Array => some.slice().sort((a, b) => scores[b]! - scores[a]! || a - b)
  if (n >= items.length) return byScore(items)
  const least = nthHighest(scoresOf(items, scores), n)
  const above = byScore(itemsWhere(items, (item) => scores[item]! > least))
  const level = itemsWhere(items, (item) => scores[item]! === least).sort()
  return Int32Array.of(...above, ...level.subarray(0, n - above.length))
}

/** The scores of some items, in their order. */
export function scoresOf(items: Int32Array, scores: Float32Array): Float32Array {
  const own = new Float32Array(items.length)
  for (let place = 0; place < items.length; place++) own[place] = scores[items[place]!]!
  return own
}

/** The items that pass a test, in their order: a plain loop, since `filter` of a typed array is several times as slow. */
export function itemsWhere(items: Int32Array, passes: (item: number) => boolean): Int32Array {
  const kept = new Int32Array(items.length)
  let found = 0
  for (let place = 0; place < items.length; place++) if (passes(items[place]!)) kept[found++] = items[place]!
  return kept.slice(0, found)
}

/** The n-th highest of some numbers, n from 1; sorts the array it is given. */
export function nthHighest(numbers: Float32Array, n: number): number {
  return numbers.sort()[numbers.length - n]!
}

/** Throws unless there is a finite score for each item: an order by NaN would be none. */
export function requireScores(scores: Float32Array, items: number, whose: string): Float32Array {
  if (scores.length !== items) throw new Error(`${whose} gave ${scores.length} scores for ${items} items`)
  for (let item = 0; item < items; item++) {
    if (!Number.isFinite(scores[item]!))
      throw new Error(`${whose} gave the score ${scores[item]} to item number ${item}`)
  }
  return scores
}
