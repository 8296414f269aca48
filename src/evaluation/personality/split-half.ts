import { completeRows } from './_moments.ts'
import { tooFew } from './cronbach-alpha.ts'
import { type Measured, measured, unmeasured } from './measured.ts'
import { pearson } from './pearson.ts'

/**
 * Split-half reliability: the correlation r of the odd with the even items, stepped up to the whole length as 2r / (1 + r)
 * (Spearman 1910, Brown 1910).
 *
 * @param rows one row of item answers a person, reversed items already turned; a row with a missing answer is left out
 * @returns null where a half does not vary, or the halves run against each other completely
 * @example splitHalf(rows).value
 */
export function splitHalf(rows: readonly ArrayLike<number>[]): Measured {
  const complete = completeRows(rows)
  const refusal = tooFew(complete.length, complete[0]?.length ?? 0)
  if (refusal) return refusal
  const half = (parity: number): number[] =>
    complete.map((row) => {
      let sum = 0
      for (let j = parity; j < row.length; j += 2) sum += row[j]!
      return sum
    })
  const { value: r, reason } = pearson(half(0), half(1))
  if (r === null) return unmeasured(reason!, complete.length)
  if (r <= -1 + 1e-9) return unmeasured('the halves run against each other', complete.length)
  return measured((2 * r) / (1 + r), complete.length)
}
