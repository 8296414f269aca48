import type { RandomStream } from '../random.ts'
import { topK } from './_top-k.ts'

/** Whom held-out items are ranked against, instead of the whole catalogue. */
export interface SampledNegatives {
  /** Items drawn for each person, none twice; all there are where fewer are left. */
  readonly count: number
  /** With equal chances, or in proportion to training events; uniform unless given. */
  readonly by?: 'uniform' | 'popularity'
  /** Names the draws; a person's own do not depend on who else is evaluated. */
  readonly random: RandomStream
}

/**
 * Prepares to leave a few candidates only: those that are judged, and some that are drawn.
 *
 * Draws without replacement by sorting random keys ln(u) / weight (Efraimidis and Spirakis 2006).
 *
 * @param weights by item index; an item of weight 0 is never drawn
 * @returns a function that puts -Infinity in place of the scores of all others, and returns how many candidates remain
 */
export function negativeSampler(
  { count, random }: SampledNegatives,
  weights: ArrayLike<number>,
): (scores: Float32Array, judged: ReadonlyMap<number, number>, user: string) => number {
  const keys = new Float32Array(weights.length)
  const kept = new Uint8Array(weights.length)
  return (scores, judged, user) => {
    const own = random.split(user)
    kept.fill(0)
    for (let item = 0; item < keys.length; item++) {
      const drawable = weights[item]! > 0 && scores[item]! > Number.NEGATIVE_INFINITY && !judged.has(item)
      keys[item] = drawable ? Math.log(1 - own.next()) / weights[item]! : Number.NEGATIVE_INFINITY
    }
    for (const item of topK(keys, count)) kept[item] = 1
    for (const item of judged.keys()) kept[item] = 1
    let candidates = 0
    for (let item = 0; item < scores.length; item++) {
      if (kept[item] === 0) scores[item] = Number.NEGATIVE_INFINITY
      else if (scores[item]! > Number.NEGATIVE_INFINITY) candidates++
    }
    return candidates
  }
}
