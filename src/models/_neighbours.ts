import type { ModelState, ScoredItem } from '../domain/index.ts'
import { itemIndex } from '../domain/index.ts'
import { float32, int32 } from './_arrays.ts'

/** The strongest neighbours of each item as sparse rows, best first: item `i` has places `offsets[i]` to `offsets[i + 1]`. */
export interface Neighbours {
  readonly offsets: Int32Array
  readonly items: Int32Array
  readonly weights: Float32Array
}

/** Adds an item's neighbours to the scores, each times `factor`. */
export function addNeighbours(neighbours: Neighbours, item: number, factor: number, scores: Float32Array): void {
  const { offsets, items, weights } = neighbours
  const end = offsets[item + 1]!
  for (let place = offsets[item]!; place < end; place++) scores[items[place]!]! += factor * weights[place]!
}

/** Where `neighbour` lies in the list of `item`, or -1. */
export function placeOf(neighbours: Neighbours, item: number, neighbour: number): number {
  const from = neighbours.offsets[item]!
  const place = neighbours.items.subarray(from, neighbours.offsets[item + 1]!).indexOf(neighbour)
  return place < 0 ? -1 : from + place
}

/** The first k of an item's neighbours. */
export function nearestNeighbours(neighbours: Neighbours, item: number, k: number): readonly ScoredItem[] {
  const from = neighbours.offsets[item]!
  const to = Math.min(from + k, neighbours.offsets[item + 1]!)
  const near = neighbours.items.subarray(from, to)
  return Array.from(near, (other, rank) => ({ item: itemIndex(other), score: neighbours.weights[from + rank]! }))
}

/** The names under which neighbours lie in a model's state. */
export function neighbourArrays(neighbours: Neighbours): ModelState['arrays'] {
  return {
    neighbourOffsets: neighbours.offsets,
    neighbourItems: neighbours.items,
    neighbourWeights: neighbours.weights,
  }
}

/** The neighbours in a model's state. */
export function neighboursIn(state: ModelState): Neighbours {
  return {
    offsets: int32(state, 'neighbourOffsets'),
    items: int32(state, 'neighbourItems'),
    weights: float32(state, 'neighbourWeights'),
  }
}
