import { completeRows, covarianceMatrix, total } from './_moments.ts'
import { tooFew } from './cronbach-alpha.ts'
import { type Measured, measured, unmeasured } from './measured.ts'

/**
 * Guttman's lambda 6 (1945): 1 minus the summed residual variances of each item on all others, over the variance of the
 * total. The residual variance of an item is 1 over its place on the diagonal of the inverted covariance matrix.
 *
 * @param rows one row of item answers a person, reversed items already turned; a row with a missing answer is left out
 * @returns null where the total does not vary, or an item follows from the others so that the matrix has no inverse
 * @example lambda6(rows).value
 */
export function lambda6(rows: readonly ArrayLike<number>[]): Measured {
  const complete = completeRows(rows)
  const refusal = tooFew(complete.length, complete[0]?.length ?? 0)
  if (refusal) return refusal
  const covariances = covarianceMatrix(complete)
  const whole = total(covariances)
  if (!(whole > 1e-9)) return unmeasured('the total score does not vary', complete.length)
  const diagonal = inverseDiagonal(covariances)
  if (!diagonal) return unmeasured('an item follows from the others', complete.length)
  const residual = diagonal.reduce((sum, value) => sum + 1 / value, 0)
  return measured(1 - residual / whole, complete.length)
}

/** The diagonal of the inverse by Gauss and Jordan with pivoting; null for a matrix without one. */
function inverseDiagonal(matrix: readonly (readonly number[])[]): number[] | null {
  const size = matrix.length
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))])
  const scale = Math.max(...matrix.map((row, i) => row[i]!))
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(work[row]![column]!) > Math.abs(work[pivot]![column]!)) pivot = row
    }
    if (!(Math.abs(work[pivot]![column]!) > 1e-10 * scale)) return null
    ;[work[column], work[pivot]] = [work[pivot]!, work[column]!]
    const head = work[column]!
    const by = head[column]!
    for (let j = 0; j < 2 * size; j++) head[j]! /= by
    for (let row = 0; row < size; row++) {
      const times = work[row]![column]!
      if (row === column || times === 0) continue
      for (let j = 0; j < 2 * size; j++) work[row]![j]! -= times * head[j]!
    }
  }
  return work.map((row, i) => row[size + i]!)
}
