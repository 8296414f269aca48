import { solveInPlace } from '../_cholesky.ts'
import type { Side } from './_regress.ts'
import type { IalsOptions } from './options.ts'

/**
 * A person's equations in double precision, for any right side:
 * (a0 G + sum of q q' + lambda (n + a0 N) I) x = right, over the items q of the history.
 *
 * @param distinct item indices, each once
 * @param right the right side, replaced by x; the sum of the q for the person's own vector
 */
export function solvePerson(distinct: Int32Array, items: Side, options: IalsOptions, right: Float64Array): void {
  const { factors: d, unobserved, regularisation } = options
  const { factors, gram, population } = items
  const a = new Float64Array(d * d)
  for (let f = 0; f < d; f++) for (let g = 0; g <= f; g++) a[f * d + g] = unobserved * gram[f * d + g]!
  addSquares(factors, d, distinct, a)
  const penalty = regularisation * (distinct.length + unobserved * population)
  for (let f = 0; f < d; f++) a[f * d + f]! += penalty
  solveInPlace(a, right)
}

/** Adds the lower triangle of the sum of q q' over some rows q, four rows a pass. */
function addSquares(factors: Float32Array, d: number, rows: Int32Array, a: Float64Array): void {
  let r = 0
  for (; r + 4 <= rows.length; r += 4) {
    const i = rows[r]! * d
    const j = rows[r + 1]! * d
    const k = rows[r + 2]! * d
    const l = rows[r + 3]! * d
    for (let f = 0; f < d; f++) {
      const [x, y, z, w] = [factors[i + f]!, factors[j + f]!, factors[k + f]!, factors[l + f]!]
      for (let g = 0; g <= f; g++) {
        a[f * d + g]! += x * factors[i + g]! + y * factors[j + g]! + z * factors[k + g]! + w * factors[l + g]!
      }
    }
  }
  for (; r < rows.length; r++) {
    const i = rows[r]! * d
    for (let f = 0; f < d; f++) for (let g = 0; g <= f; g++) a[f * d + g]! += factors[i + f]! * factors[i + g]!
  }
}
