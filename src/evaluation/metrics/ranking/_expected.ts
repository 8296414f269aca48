/*
 * Means over all orders of tied items, in closed form (McSherry and Najork 2008).
 *
 * A relevant item with a candidates above it and t candidates of its score, itself included, is equally likely to be at each of
 * the ranks a + 1 to a + t. A metric that adds up something for each hit needs no more than that; the first hit needs the
 * chance that a draw without replacement from the tied items has not come upon a relevant one yet.
 */
import type { RankedList } from '../ranked-list.ts'

/**
 * The expected sum over hits of a weight that depends on the rank.
 *
 * @param cumulative sum of the weights of the first n ranks
 * @param worth what a gain counts for; 1 for every hit unless given
 * @returns null for a list without scores or without relevant items
 */
export function expectedSum(
  { standing, ideal }: RankedList,
  cumulative: (ranks: number) => number,
  worth: (gain: number) => number = () => 1,
): number | null {
  if (standing === null || ideal.length === 0) return null
  let sum = 0
  for (let place = 0; place < ideal.length; place++) {
    const above = standing.above[place]!
    const equal = standing.equal[place]!
    if (equal === 0) continue
    sum += (worth(ideal[place]!) * (cumulative(above + equal) - cumulative(above))) / equal
  }
  return sum
}

/**
 * The expected value of something that depends on the rank of the first hit alone.
 *
 * @param valueAt by rank from 1
 * @returns null for a list without scores or without relevant items; no hit in the first k counts 0
 */
export function expectedFirst(
  { standing, ideal }: RankedList,
  k: number,
  valueAt: (rank: number) => number,
): number | null {
  if (standing === null || ideal.length === 0) return null
  let best = -1
  for (let place = 0; place < ideal.length; place++) {
    if (standing.equal[place]! > 0 && (best < 0 || standing.above[place]! < standing.above[best]!)) best = place
  }
  if (best < 0) return 0
  const above = standing.above[best]!
  const tied = standing.equal[best]!
  const relevant = standing.above.reduce((n, one, place) => n + Number(one === above && standing.equal[place]! > 0), 0)
  let sum = 0
  let missedSoFar = 1
  for (let drawn = 0; drawn < Math.min(tied, k - above) && missedSoFar > 0; drawn++) {
    const hit = relevant / (tied - drawn)
    sum += missedSoFar * hit * valueAt(above + drawn + 1)
    missedSoFar *= 1 - hit
  }
  return sum
}
