import { completeRows } from './_moments.ts'
import { type Measured, measured, unmeasured } from './measured.ts'

/**
 * Test-retest agreement: ICC(2,1), two-way random effects, absolute agreement, single measurement (Shrout and Fleiss 1979).
 *
 * Unlike a correlation it falls where one administration is higher than the other throughout.
 *
 * @param rows one row a person, one score an administration; a row with a missing score is left out
 * @returns null for fewer than two people or administrations, and where nothing varies
 * @example icc([[4, 4.2], [2.5, 2.4], [3, 3.4], [4.6, 4.4]]).value // 0.964
 */
export function icc(rows: readonly ArrayLike<number>[]): Measured {
  const complete = completeRows(rows)
  const n = complete.length
  const k = complete[0]?.length ?? 0
  if (n < 2) return unmeasured(`${n} people with all scores, fewer than 2`, n)
  if (k < 2) return unmeasured(`${k} administrations, fewer than 2`, n)
  const { msr, msc, mse } = meanSquares(complete)
  const below = msr + (k - 1) * mse + (k * (msc - mse)) / n
  if (!(below > 1e-12)) return unmeasured('no score varies', n)
  return measured((msr - mse) / below, n)
}

/** Mean squares of people, of administrations and of the rest. @example meanSquares(rows).msr */
export function meanSquares(rows: readonly ArrayLike<number>[]): {
  readonly msr: number
  readonly msc: number
  readonly mse: number
} {
  const n = rows.length
  const k = rows[0]!.length
  const people = rows.map((row) => Array.from(row).reduce((sum, value) => sum + value, 0) / k)
  const times = Array.from({ length: k }, (_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / n)
  const grand = people.reduce((sum, value) => sum + value, 0) / n
  const between = people.reduce((sum, mean) => sum + k * (mean - grand) ** 2, 0)
  const across = times.reduce((sum, mean) => sum + n * (mean - grand) ** 2, 0)
  let rest = 0
  for (const [i, row] of rows.entries()) {
    for (let j = 0; j < k; j++) rest += (row[j]! - people[i]! - times[j]! + grand) ** 2
  }
  return { msr: between / (n - 1), msc: across / (k - 1), mse: rest / ((n - 1) * (k - 1)) }
}
