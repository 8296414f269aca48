/** Ranks down to which discounts are kept; below, which is rare, they are computed. */
const KEPT = 1000

/** 1 / log2(rank + 1), by rank from 1: every list needs the same few. */
const table = Float64Array.from({ length: KEPT + 1 }, (_, rank) => 1 / Math.log2(rank + 1))

/** What a hit at a rank from 1 is worth beside one at rank 1: 1 / log2(rank + 1) (Järvelin and Kekäläinen 2002). */
export function discount(rank: number): number {
  return rank <= KEPT ? table[rank]! : 1 / Math.log2(rank + 1)
}
