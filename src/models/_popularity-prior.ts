/**
 * Scores to start from: popularity, a million times smaller than a similarity.
 *
 * Items that nothing in the history speaks for then follow popularity instead of their index, an empty history gets the
 * popular items, and an item nobody touched in training gets 0.
 *
 * @param counts people per item
 * @returns per item, from 0 to 1e-6
 */
export function popularityPrior(counts: Int32Array): Float32Array {
  const most = counts.reduce((a, b) => Math.max(a, b), 1)
  return Float32Array.from(counts, (count) => (1e-6 * count) / most)
}
