/** The ranks of differences by how large they are, parted by their sign. */
export interface SignedRanks {
  /** Twice each rank, a whole number even where tied ranks are averaged. */
  readonly doubled: Int32Array
  /** Sum of the ranks of differences above 0, and of those below. */
  readonly plus: number
  readonly minus: number
  /** Sum of t³ - t over groups of t tied ranks. */
  readonly ties: number
}

/** Two magnitudes this close, relative to their own, differ by rounding. */
const ROUNDING = 1e-12

/**
 * Ranks differences by magnitude, ties averaged (Wilcoxon 1945; zeros are dropped before).
 *
 * @param differences none of them 0
 */
export function signedRanks(differences: Float64Array): SignedRanks {
  const order = Array.from(differences.keys()).sort((a, b) => Math.abs(differences[a]!) - Math.abs(differences[b]!))
  const doubled = new Int32Array(differences.length)
  let [plus, minus, ties] = [0, 0, 0]
  let from = 0
  while (from < order.length) {
    let to = from + 1
    while (to < order.length && tied(differences[order[to - 1]!]!, differences[order[to]!]!)) to++
    // Ranks from + 1 to `to` share their mean.
    for (let at = from; at < to; at++) {
      const person = order[at]!
      doubled[person] = from + 1 + to
      if (differences[person]! > 0) plus += (from + 1 + to) / 2
      else minus += (from + 1 + to) / 2
    }
    ties += (to - from) ** 3 - (to - from)
    from = to
  }
  return { doubled, plus, minus, ties }
}

/** @param larger of at least the magnitude of the smaller */
const tied = (smaller: number, larger: number): boolean =>
  Math.abs(larger) - Math.abs(smaller) <= ROUNDING * Math.abs(larger)
