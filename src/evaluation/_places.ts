/*
 * Where a few items stand among many by score, without sorting the many.
 *
 * The distinct scores of the few are put in order; one pass over all scores counts, by bisection, how many fall between two
 * neighbours of that order. Most candidates of a good recommender lie below all of the few and cost one comparison.
 */

/** By place in the list of items asked about. */
export interface Places {
  /** Rank from 1, equal scores by index; 0 for an item that is not a candidate. */
  readonly ranks: Int32Array
  /** Candidates with a higher score. */
  readonly above: Int32Array
  /** Candidates with the same score, itself included; 0 for an item that is not a candidate. */
  readonly equal: Int32Array
}

/**
 * Finds the ranks of some items.
 *
 * @param scores one per item; -Infinity marks an item that is not a candidate, NaN is not allowed
 * @example placesOf(Float32Array.of(0.1, 0.9, 0.9), Int32Array.of(2)) // ranks [2], above [0], equal [2]
 */
export function placesOf(scores: Float32Array, items: Int32Array): Places {
  const ranks = new Int32Array(items.length)
  const above = new Int32Array(items.length)
  const equal = new Int32Array(items.length)
  const steps = stepsOf(scores, items)
  if (steps.length > 0) {
    // Candidates above each step and below the one before it, and candidates on each step.
    const between = new Int32Array(steps.length)
    const on = new Int32Array(steps.length)
    const lowest = steps.at(-1)!
    for (let item = 0; item < scores.length; item++) {
      const score = scores[item]!
      if (score < lowest) continue
      const step = firstNotAbove(steps, score)
      if (steps[step] === score) on[step]!++
      else between[step]!++
    }
    for (let step = 0, higher = 0; step < steps.length; step++) {
      higher += between[step]!
      for (let place = 0; place < items.length; place++) {
        if (scores[items[place]!] !== steps[step]) continue
        above[place] = higher
        equal[place] = on[step]!
        ranks[place] = higher + 1 + (on[step] === 1 ? 0 : equalsBefore(scores, items[place]!))
      }
      higher += on[step]!
    }
  }
  return { ranks, above, equal }
}

/** The distinct scores of the items that are candidates, highest first. */
function stepsOf(scores: Float32Array, items: Int32Array): Float32Array {
  const own = Float32Array.from(items, (item) => scores[item]!)
  const candidates = own
    .filter((score) => score > Number.NEGATIVE_INFINITY)
    .sort()
    .reverse()
  return candidates.filter((score, place) => score !== candidates[place - 1])
}

/** Index of the first step that is not above a score; there is one. */
function firstNotAbove(steps: Float32Array, score: number): number {
  let low = 0
  let high = steps.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle]! > score) low = middle + 1
    else high = middle
  }
  return low
}

/** Items of the same score with a smaller index. */
function equalsBefore(scores: Float32Array, item: number): number {
  let count = 0
  for (let other = 0; other < item; other++) if (scores[other] === scores[item]) count++
  return count
}
