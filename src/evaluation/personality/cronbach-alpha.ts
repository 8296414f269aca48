import { completeRows, covarianceMatrix, total } from './_moments.ts'
import { type Measured, measured, unmeasured } from './measured.ts'

/**
 * Cronbach's alpha (1951): how far the items of a scale go together, `k / (k - 1) (1 - sum of item variances / variance of
 * the total)`.
 *
 * @param rows one row of item answers a person, reversed items already turned; a row with a missing answer is left out
 * @returns null where there are fewer than two items or people, or the total does not vary
 * @example cronbachAlpha([[4, 5, 4], [2, 2, 3], [3, 3, 3], [5, 4, 5]]).value // 0.916
 */
export function cronbachAlpha(rows: readonly ArrayLike<number>[]): Measured {
  const complete = completeRows(rows)
  const items = complete[0]?.length ?? 0
  const refusal = tooFew(complete.length, items)
  if (refusal) return refusal
  const covariances = covarianceMatrix(complete)
  const whole = total(covariances)
  if (!(whole > 1e-9)) return unmeasured('the total score does not vary', complete.length)
  const own = covariances.reduce((sum, row, i) => sum + row[i]!, 0)
  return measured((items / (items - 1)) * (1 - own / whole), complete.length)
}

/** Why people and items are too few for a measure of a scale; null where they are enough. */
export function tooFew(people: number, items: number): Measured | null {
  if (people < 2) return unmeasured(`${people} complete answers, fewer than 2`, people)
  return items < 2 ? unmeasured(`${items} items, fewer than 2`, people) : null
}
