import type { RankedList } from '../ranked-list.ts'
import { expectedSum } from './_expected.ts'

/** The expected number of relevant items in the first k ranks; null for a list without scores or relevant items. */
export function expectedHits(list: RankedList, k: number): number | null {
  return expectedSum(list, (ranks) => Math.min(ranks, k))
}
