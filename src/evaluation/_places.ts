/*
 * Where a few items stand among many by score, without sorting the many.
 *
 * The distinct scores of the few are steps of a stair. For a step or two one pass over all scores counts those above and on it
 * without a branch; for more, one pass finds each score's step by bisection, and most candidates of a good recommender lie below
 * the last step and cost one comparison.
 */
/** Steps up to which a pass for each is faster than a bisection for each score. */
const FEW = 3

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
  const { higher, on } = steps.length <= FEW ? countEach(scores, steps) : countByBisection(scores, steps)
  for (let step = 0; step < steps.length; step++) {
    for (let place = 0; place < items.length; place++) {
      if (scores[items[place]!] !== steps[step]) continue
      above[place] = higher[step]!
      equal[place] = on[step]!
      ranks[place] = higher[step]! + 1 + (on[step] === 1 ? 0 : equalsBefore(scores, items[place]!))
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

/** By step: the scores above it, and those on it. */
interface Counts {
  readonly higher: Int32Array
  readonly on: Int32Array
}

function countEach(scores: Float32Array, steps: Float32Array): Counts {
  const higher = new Int32Array(steps.length)
  const on = new Int32Array(steps.length)
  for (let step = 0; step < steps.length; step++) {
    const level = steps[step]!
    let [above, same] = [0, 0]
    for (let item = 0; item < scores.length; item++) {
      above += Number(scores[item]! > level)
      same += Number(scores[item]! === level)
    }
    higher[step] = above
    on[step] = same
  }
  return { higher, on }
}

function countByBisection(scores: Float32Array, steps: Float32Array): Counts {
  // First the scores between each step and the one before it, then all above.
  const higher = new Int32Array(steps.length)
  const on = new Int32Array(steps.length)
  const lowest = steps.at(-1)!
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item]!
    if (score < lowest) continue
    const step = firstNotAbove(steps, score)
    if (steps[step] === score) on[step]!++
    else higher[step]!++
  }
  for (let step = 1; step < steps.length; step++) higher[step]! += higher[step - 1]! + on[step - 1]!
  return { higher, on }
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
