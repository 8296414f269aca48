import type { Evidence, ScoredItem } from '../domain/index.ts'
import { itemIndex } from '../domain/index.ts'
import { kernels } from './kernels/index.ts'

/** The k best-scored items, best first, without the one asked about. */
export function bestItems(scores: Float32Array, k: number, without: number): readonly ScoredItem[] {
  const best = kernels({ threads: 1 }).topK(scores, k + 1)
  return Array.from(best.indices, (item, rank) => ({ item: itemIndex(item), score: best.scores[rank]! }))
    .filter(({ item }) => item !== without)
    .slice(0, k)
}

/**
 * The items of a history that speak for a score, strongest first.
 *
 * @param history item indices, each once
 * @param weightOf what one of them adds to the score; only those that add something are evidence
 */
export function strongestItems(history: Int32Array, weightOf: (item: number) => number, k: number): Evidence[] {
  return Array.from(history, (item) => ({ type: 'neighbour' as const, item: itemIndex(item), weight: weightOf(item) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.item - b.item)
    .slice(0, k)
}
