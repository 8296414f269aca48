import { meanOf } from './_moments.ts'
import { type Measured, measured, unmeasured } from './measured.ts'

/**
 * A liking for yes: mean agreement over as many positively as negatively keyed items, before any is reversed. Somebody
 * without it ends near the middle of the scale, whatever their traits.
 *
 * @param positive answers to positively keyed items; missing ones as NaN
 * @param negative answers to negatively keyed items
 * @returns the mean of the two means, so that neither kind counts more; null where one has no answer
 * @example acquiescence([5, 4], [2, 1]).value // 3
 */
export function acquiescence(positive: ArrayLike<number>, negative: ArrayLike<number>): Measured {
  const given = (values: ArrayLike<number>): number[] => Array.from(values).filter((value) => !Number.isNaN(value))
  const [yes, no] = [given(positive), given(negative)]
  const count = yes.length + no.length
  if (yes.length === 0 || no.length === 0) return unmeasured('items of one direction have no answer', count)
  return measured((meanOf(yes) + meanOf(no)) / 2, count)
}
