import { likedFromOf, type Past } from '../../agents/index.ts'
import type { UserIndex } from '../../domain/index.ts'

/**
 * From the probability of liking to stars, through the person's own past: the mean of the stars that they gave to what they liked and of
 * those they gave to the rest, weighed by the probability and its complement. A half that they never used has its middle.
 *
 * @param past of data with a scale
 * @returns stars within the scale
 * @example starsFor(0.8, past, user) // 4.2 of somebody who gives 4.5 to what they like and 3 to the rest
 */
export function starsFor(probability: number, past: Past, user: UserIndex): number {
  const { log, scale } = past.data
  const likedFrom = likedFromOf({ past })
  const { from, to } = past.rowsOf(user)
  const given = [...log.value.subarray(from, to)]
  const { min, max } = scale!
  const liked = meanOr(
    given.filter((stars) => stars >= likedFrom),
    (likedFrom + max) / 2,
  )
  const rest = meanOr(
    given.filter((stars) => stars < likedFrom),
    (min + likedFrom) / 2,
  )
  return Math.min(max, Math.max(min, probability * liked + (1 - probability) * rest))
}

const meanOr = (values: readonly number[], otherwise: number): number =>
  values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length
