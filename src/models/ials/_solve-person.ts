import { solveInPlace } from '../_cholesky.ts'
import type { IalsOptions } from './options.ts'

/** The finished items, on which people are solved for. */
export interface ItemSide {
  /** items x factors, row-major. */
  readonly factors: Float32Array
  /** factors x factors: F'F of the items. */
  readonly gram: Float32Array
}

/**
 * A person's vector in closed form: (a0 G + sum of q q' + lambda (n + a0 N) I) x = right, over the items q of the history.
 *
 * @param distinct item indices, each once
 * @param right the right side, replaced by x; the sum of the q for the person's own vector
 */
export function solvePerson(distinct: Int32Array, items: ItemSide, options: IalsOptions, right: Float64Array): void {
  const { factors: d, unobserved, regularisation } = options
  const { factors, gram } = items
  const a = new Float64Array(d * d)
  for (let f = 0; f < d; f++) for (let g = 0; g <= f; g++) a[f * d + g] = unobserved * gram[f * d + g]!
  addSquares(factors, d, distinct, a)
  const penalty = regularisation * (distinct.length + unobserved * (factors.length / d))
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

/** The person's own vector. @returns zeros for an empty history */
export function vectorOf(distinct: Int32Array, items: ItemSide, options: IalsOptions): Float32Array {
  const d = options.factors
  const right = new Float64Array(d)
  if (distinct.length === 0) return Float32Array.from(right)
  for (const item of distinct) for (let f = 0; f < d; f++) right[f]! += items.factors[item * d + f]!
  solvePerson(distinct, items, options, right)
  return Float32Array.from(right)
}
