import type { RankedList } from '../ranked-list.ts'

/**
 * Mean distance of two items in the first k, from the sizes of their sets of categories.
 *
 * @param distance from the size of the intersection, at least 1, and of both sets; without anything in common it is 1
 * @returns null for fewer than two items
 */
export function meanDistance(
  { ranked }: RankedList,
  k: number,
  categoriesOf: readonly Int32Array[],
  distance: (shared: number, a: number, b: number) => number,
): number | null {
  const length = Math.min(k, ranked.length)
  if (length < 2) return null
  let sum = 0
  for (let i = 1; i < length; i++) {
    const a = categoriesOf[ranked[i]!]!
    for (let j = 0; j < i; j++) {
      const b = categoriesOf[ranked[j]!]!
      const shared = inCommon(a, b)
      sum += shared === 0 ? 1 : distance(shared, a.length, b.length)
    }
  }
  return sum / ((length * (length - 1)) / 2)
}

/** Size of the intersection of two sets, each as ascending numbers. */
export function inCommon(a: Int32Array, b: Int32Array): number {
  let shared = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const apart = a[i]! - b[j]!
    if (apart === 0) shared++
    if (apart <= 0) i++
    if (apart >= 0) j++
  }
  return shared
}
