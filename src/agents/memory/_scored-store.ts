import { topByBounds } from './_search.ts'
import { VectorBlock } from './_vector-block.ts'
import type { MemoryEntry } from './entry.ts'
import { type MemoryWeights, memoryScores } from './memory-scores.ts'

/** An entry by its place, with its score among the candidates and its likeness to the question. */
export interface Scored {
  readonly place: number
  readonly score: number
  readonly cosine: number
}

/** Entries with their vectors, of which the nearest in meaning are scored by the written formula. */
export class ScoredStore<Facts> {
  readonly entries: MemoryEntry<Facts>[] = []
  readonly #weights: MemoryWeights
  readonly #candidates: number
  #vectors: VectorBlock | null = null
  #bounds = new Float64Array(16)

  constructor(weights: MemoryWeights, candidates: number) {
    this.#weights = weights
    this.#candidates = candidates
  }

  add(entry: MemoryEntry<Facts>, vector: Float32Array): void {
    this.#vectors ??= new VectorBlock(vector.length)
    this.#vectors.push(vector)
    this.entries.push(entry)
    if (this.entries.length > this.#bounds.length) this.#bounds = new Float64Array(2 * this.#bounds.length)
  }

  /** The k entries with the highest score, best first; of equal ones the newer first. */
  best(vector: Float32Array, k: number): Scored[] {
    const near = this.#near(vector)
    const scores = memoryScores(
      near.map(({ place, distance }) => ({ ...this.entries[place]!, distance })),
      this.#weights,
    )
    return near
      .map(({ place, distance }, candidate) => ({ place, score: scores[candidate]!, cosine: 1 - distance }))
      .sort((a, b) => b.score - a.score || b.place - a.place)
      .slice(0, k)
  }

  /** The entries nearest in meaning, of equally near ones the older. */
  #near(vector: Float32Array): { readonly place: number; readonly distance: number }[] {
    const vectors = this.#vectors
    if (vectors === null) return []
    const bounds = this.#bounds
    vectors.bounds(vector, bounds)
    for (let place = 0; place < vectors.count; place++) bounds[place]! -= 1
    const exact = (place: number): number => vectors.dot(vector, place) - 1
    const { places, scores } = topByBounds(bounds, vectors.count, this.#candidates, exact, 'earlier')
    return Array.from(places, (place, at) => ({ place, distance: -scores[at]! }))
  }
}
