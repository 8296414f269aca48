/**
 * Standing of items among those a person does not know: the share of them an item beats, ties half.
 *
 * @param scores by item index
 * @param history item indices the person knows; they get a standing too, against the same unknown items
 * @returns the standing of an item by index, strictly between 0 and 1; each asking is two binary searches
 * @example standing(Float32Array.of(3, 1, 2), Int32Array.of())(0) // 0.75
 */
export function standing(scores: Float32Array, history: Int32Array): (item: number) => number {
  const known = new Uint8Array(scores.length)
  for (const item of history) known[item] = 1
  let count = 0
  const unknown = new Float32Array(scores.length)
  for (let item = 0; item < scores.length; item++) if (!known[item]) unknown[count++] = scores[item]!
  const sorted = unknown.subarray(0, count).sort()
  return (item) => {
    const below = firstAtLeast(sorted, scores[item]!, false)
    const through = firstAtLeast(sorted, scores[item]!, true)
    return ((below + through) / 2 + 0.5) / (count + 1)
  }
}

/** First place whose value is not below (or, strictly, is above) the one sought. */
function firstAtLeast(sorted: Float32Array, value: number, strictly: boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const held = sorted[middle]!
    if (held < value || (strictly && held === value)) low = middle + 1
    else high = middle
  }
  return low
}
