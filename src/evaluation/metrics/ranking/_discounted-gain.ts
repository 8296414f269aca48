import { discount } from '../_discount.ts'

/**
 * The sum of gains by rank, each discounted by its rank.
 *
 * @param worth what a gain counts for
 */
export function discountedGain(gains: Float64Array, k: number, worth: (gain: number) => number): number {
  let sum = 0
  for (let i = 0; i < Math.min(k, gains.length); i++) if (gains[i]! > 0) sum += worth(gains[i]!) * discount(i + 1)
  return sum
}

/** Sum of the discounts of the first ranks. */
export function discounts(ranks: number): number {
  let sum = 0
  for (let rank = 1; rank <= ranks; rank++) sum += discount(rank)
  return sum
}
