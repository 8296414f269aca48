import { TastemakerError } from '../../domain/index.ts'

/**
 * How far two scorings of the same things agree on their order: tau-b, which corrects for ties (Kendall 1945).
 *
 * @param a one number per thing; only the order counts
 * @param b the same things in the same order
 * @returns from -1 (reversed) to 1 (same order); null for fewer than two things or when all of one side are tied
 * @throws {TastemakerError} `stats/different-test` when the two differ in length
 * @example kendallTau([4, 3, 2, 1], [4, 3, 1, 2]) // 0.667
 */
export function kendallTau(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  if (a.length !== b.length) {
    const message = `Two orders must be of the same things, got ${a.length} and ${b.length}.`
    throw new TastemakerError('stats/different-test', message, 'Compare only what both sides scored.')
  }
  let agreement = 0
  let untiedInA = 0
  let untiedInB = 0
  for (let i = 1; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const inA = Math.sign(a[i]! - a[j]!)
      const inB = Math.sign(b[i]! - b[j]!)
      agreement += inA * inB
      untiedInA += inA * inA
      untiedInB += inB * inB
    }
  }
  return untiedInA === 0 || untiedInB === 0 ? null : agreement / Math.sqrt(untiedInA * untiedInB)
}
