import type { RankedList } from '../ranked-list.ts'

/** Counts the relevant items in the first k ranks. */
export function countHits({ gains }: RankedList, k: number): number {
  let hits = 0
  for (let i = 0; i < Math.min(k, gains.length); i++) if (gains[i]! > 0) hits++
  return hits
}
