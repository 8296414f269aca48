import type { RankedList } from './ranked-list.ts'

/** Mean over the items in the first k; null for an empty list. */
export function meanOfItems({ ranked }: RankedList, k: number, numberOf: (item: number) => number): number | null {
  const length = Math.min(k, ranked.length)
  if (length === 0) return null
  let sum = 0
  for (let i = 0; i < length; i++) sum += numberOf(ranked[i]!)
  return sum / length
}
