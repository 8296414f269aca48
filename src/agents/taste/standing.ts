/**
 * Standing of every item among the items a person does not know: the share of them it beats, ties half.
 *
 * @param scores by item index
 * @param history item indices the person knows; they get a standing too, against the same unknown items
 * @returns by item index, strictly between 0 and 1
 * @example standing(Float32Array.of(3, 1, 2), Int32Array.of()) // [0.75, 0.25, 0.5]
 */
export function standing(scores: Float32Array, history: Int32Array): Float32Array {
  const known = new Uint8Array(scores.length)
  for (const item of history) known[item] = 1
  let count = 0
  const unknown = new Float32Array(scores.length)
  for (let item = 0; item < scores.length; item++) if (!known[item]) unknown[count++] = scores[item]!
  const sorted = unknown.subarray(0, count).sort()
  return scores.map((score) => {
    const below = firstAtLeast(sorted, score, false)
    const through = firstAtLeast(sorted, score, true)
    return ((below + through) / 2 + 0.5) / (count + 1)
  })
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
