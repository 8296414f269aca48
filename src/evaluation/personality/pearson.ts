import { TastemakerError } from '../../domain/index.ts'
import { type Measured, measured, unmeasured } from './measured.ts'

/**
 * Pearson's correlation of two columns of the same people; a person who lacks either value is left out.
 *
 * @returns null for fewer than three people, or where a column does not vary
 * @throws {TastemakerError} `stats/different-test` when the columns differ in length
 * @example pearson([1, 2, 3], [2, 4, 6]).value // 1
 */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): Measured {
  if (a.length !== b.length) {
    throw new TastemakerError(
      'stats/different-test',
      `Columns must hold the same people, got ${a.length} and ${b.length}.`,
    )
  }
  let [n, sumA, sumB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]!) || Number.isNaN(b[i]!)) continue
    n++
    sumA += a[i]!
    sumB += b[i]!
  }
  if (n < 3) return unmeasured(`${n} pairs, fewer than 3`, n)
  const [meanA, meanB] = [sumA / n, sumB / n]
  let [squareA, squareB, product] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]!) || Number.isNaN(b[i]!)) continue
    const [x, y] = [a[i]! - meanA, b[i]! - meanB]
    squareA += x * x
    squareB += y * y
    product += x * y
  }
  if (!(squareA > 1e-12) || !(squareB > 1e-12)) return unmeasured('one side does not vary', n)
  return measured(Math.max(-1, Math.min(1, product / Math.sqrt(squareA * squareB))), n)
}
