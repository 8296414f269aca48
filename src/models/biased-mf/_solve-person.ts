import type { History } from '../../domain/index.ts'
import { solveInPlace } from '../_cholesky.ts'
import type { ItemSide } from './_descend.ts'

/** A person's own parameters. */
export interface Person {
  readonly bias: number
  readonly vector: Float32Array
}

/**
 * Ridge regression of one person's ratings on the fixed items: the bias and the factors together.
 *
 * Minimises sum of (r - mean - b_i - b_u - p.q_i)^2 + lambda n (b_u^2 + |p|^2), n the number of ratings: the penalty that
 * descent applies once a rating (Zhou et al. 2008).
 *
 * @returns zeros for an empty history
 */
export function solvePerson(history: History, items: ItemSide, d: number, lambda: number): Person {
  const n = history.items.length
  if (n === 0) return { bias: 0, vector: new Float32Array(d) }
  const size = d + 1
  const a = new Float64Array(size * size)
  const b = new Float64Array(size)
  const x = new Float64Array(size)
  x[d] = 1
  for (let rated = 0; rated < n; rated++) {
    const item = history.items[rated]!
    for (let f = 0; f < d; f++) x[f] = items.factors[item * d + f]!
    const y = history.values[rated]! - items.mean - items.bias[item]!
    for (let f = 0; f < size; f++) {
      b[f]! += x[f]! * y
      for (let g = 0; g <= f; g++) a[f * size + g]! += x[f]! * x[g]!
    }
  }
  for (let f = 0; f < size; f++) a[f * size + f]! += lambda * n
  solveInPlace(a, b)
  return { bias: Math.fround(b[d]!), vector: Float32Array.from(b.subarray(0, d)) }
}
