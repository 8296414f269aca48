import type { SlateEntry } from '../domain/index.ts'

/**
 * Fills a slate one place after another, each with the entry that is worth most beside those chosen so far.
 *
 * @param worth of the entry at a place of the pool, as things stand; equal ones go in the order of the pool
 * @param chose told of each choice, for what the next worths depend on
 * @returns k entries at most, scored by their worth when chosen; where a worth rises it is held at the one above
 */
export function greedy(
  pool: readonly SlateEntry[],
  k: number,
  worth: (place: number) => number,
  chose: (place: number) => void,
): SlateEntry[] {
  const open = new Set(pool.keys())
  const slate: SlateEntry[] = []
  while (slate.length < k && open.size > 0) {
    let best = -1
    let most = Number.NEGATIVE_INFINITY
    for (const place of open) {
      const value = worth(place)
      if (best >= 0 && value <= most) continue
      best = place
      most = value
    }
    open.delete(best)
    slate.push({ ...pool[best]!, score: Math.min(most, slate.at(-1)?.score ?? most) })
    chose(best)
  }
  return slate
}
