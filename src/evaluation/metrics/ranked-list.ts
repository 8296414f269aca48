import { TastemakerError } from '../../domain/index.ts'
import type { RankedList } from './metric.ts'

/**
 * Marks a ranking against the relevant items.
 *
 * @param ranked item indices, best first
 * @param relevant gain of each relevant item by item index; gains of 0 and below count as not relevant
 * @returns gains by rank, and the gains of the best possible ranking
 * @throws {TastemakerError} `metric/duplicate-item` when an item is ranked twice: it would be hit twice
 * @example rankedList(Int32Array.of(4, 2), new Map([[2, 1]])).gains // [0, 1]
 */
export function rankedList(ranked: Int32Array, relevant: ReadonlyMap<number, number>): RankedList {
  const gains = new Float64Array(ranked.length)
  const seen = new Set<number>()
  for (let i = 0; i < ranked.length; i++) {
    const item = ranked[i]!
    seen.add(item)
    if (seen.size <= i) {
      const message = `A ranking must name each item once, got item number ${item} again at rank ${i + 1}.`
      throw new TastemakerError('metric/duplicate-item', message, 'Drop the repeats before measuring.')
    }
    gains[i] = Math.max(0, relevant.get(item) ?? 0)
  }
  const ideal = Float64Array.from(relevant.values())
    .filter((gain) => gain > 0)
    .sort()
    .reverse()
  return { ranked, gains, ideal }
}
