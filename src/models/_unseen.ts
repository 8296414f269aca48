/** The items that nobody touched in training. */
export function unseenItems(counts: Int32Array): Int32Array {
  return Int32Array.from([...counts.keys()].filter((item) => counts[item] === 0))
}

/**
 * Puts unseen items level with the lowest score, in place.
 *
 * Where scores may be negative, an item that was never seen would otherwise stand in the middle with its 0.
 */
export function sinkUnseen(scores: Float32Array, unseen: Int32Array): void {
  if (unseen.length === 0) return
  let lowest = Number.POSITIVE_INFINITY
  for (let item = 0; item < scores.length; item++) if (scores[item]! < lowest) lowest = scores[item]!
  for (const item of unseen) scores[item] = lowest
}
