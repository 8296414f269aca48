/*
 * Coordinate descent for one item's weights, on inner products alone (Friedman, Hastie and Tibshirani 2010, "Regularization
 * paths for generalized linear models via coordinate descent", covariance updates).
 *
 *   minimise  1/2 w'Qw - g'w + l2/2 |w|^2 + l1 |w|_1
 *   Q  inner products of the candidates    g  theirs with the item that is explained    fit  Q w
 */

/** One item's problem. */
export interface Problem {
  readonly g: Float64Array
  readonly diagonal: Float64Array
  /** Row k of Q; asked for only when the weight k moves. */
  readonly rowOf: (k: number) => Float32Array
}

/** The penalties. */
export interface Penalties {
  readonly l1: number
  readonly l2: number
  readonly nonNegative: boolean
}

/** No weight moved by more: done. */
const TOLERANCE = 1e-4

/**
 * Solves one item's problem, one weight after another until none moves.
 *
 * @param sweeps at most so many rounds over the weights
 * @returns w; each round leaves the objective as it was or smaller
 */
export function descend({ g, diagonal, rowOf }: Problem, penalties: Penalties, sweeps = 200): Float64Array {
  const w = new Float64Array(g.length)
  const fit = new Float64Array(g.length)
  let largest = Number.POSITIVE_INFINITY
  for (let sweep = 0; sweep < sweeps && largest > TOLERANCE; sweep++) {
    largest = 0
    for (let k = 0; k < w.length; k++) {
      const rest = g[k]! - fit[k]! + diagonal[k]! * w[k]!
      const change = shrunk(rest, penalties) / (diagonal[k]! + penalties.l2) - w[k]!
      if (change === 0) continue
      w[k]! += change
      largest = Math.max(largest, Math.abs(change))
      const row = rowOf(k)
      for (let i = 0; i < fit.length; i++) fit[i]! += change * row[i]!
    }
  }
  return w
}

/** The soft threshold: nearer to 0 by l1, and not past it. */
export function shrunk(rest: number, { l1, nonNegative }: Penalties): number {
  if (rest > l1) return rest - l1
  return rest < -l1 && !nonNegative ? rest + l1 : 0
}
