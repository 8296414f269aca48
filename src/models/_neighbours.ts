import type { ModelState, ScoredItem } from '../domain/index.ts'
import { itemIndex } from '../domain/index.ts'
import { float32, int32, sharedFloat32, sharedInt32 } from './_arrays.ts'
import { kernels } from './kernels/index.ts'

/** The strongest neighbours of each item as sparse rows, best first: item `i` has places `offsets[i]` to `offsets[i + 1]`. */
export interface Neighbours {
  readonly offsets: Int32Array
  readonly items: Int32Array
  readonly weights: Float32Array
  /** How often the pair was observed: the fact behind the weight. */
  readonly counts: Int32Array
}

/**
 * Keeps the strongest neighbours of every item.
 *
 * @param items number of items
 * @param keep neighbours kept an item
 * @param fill writes one item's weights and pair counts into two rows of `items` zeros; weights above 0 are neighbours
 * @returns neighbour lists without the item itself
 */
export function keepNeighbours(
  items: number,
  keep: number,
  fill: (item: number, weights: Float32Array, counts: Int32Array) => void,
): Neighbours {
  const { topK } = kernels({ threads: 1 })
  const weights = new Float32Array(items)
  const counts = new Int32Array(items)
  const offsets = sharedInt32(items + 1)
  const rows: { readonly items: Int32Array; readonly weights: Float32Array; readonly counts: Int32Array }[] = []
  for (let item = 0; item < items; item++) {
    weights.fill(0)
    counts.fill(0)
    fill(item, weights, counts)
    weights[item] = 0
    const best = topK(weights, keep)
    const end = best.scores.findIndex((weight) => weight <= 0)
    const indices = best.indices.slice(0, end < 0 ? undefined : end)
    rows.push({ items: indices, weights: best.scores.slice(0, indices.length), counts: indices.map((i) => counts[i]!) })
    offsets[item + 1] = offsets[item]! + indices.length
  }
  const kept = { items: sharedInt32(offsets[items]!), weights: sharedFloat32(offsets[items]!) }
  const all = { offsets, ...kept, counts: sharedInt32(offsets[items]!) }
  for (const [item, row] of rows.entries()) {
    all.items.set(row.items, offsets[item])
    all.weights.set(row.weights, offsets[item])
    all.counts.set(row.counts, offsets[item])
  }
  return all
}

/** Adds an item's neighbours to the scores, each times `factor`. */
export function addNeighbours(neighbours: Neighbours, item: number, factor: number, scores: Float32Array): void {
  const end = neighbours.offsets[item + 1]!
  for (let place = neighbours.offsets[item]!; place < end; place++) {
    scores[neighbours.items[place]!]! += factor * neighbours.weights[place]!
  }
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
    neighbourCounts: neighbours.counts,
  }
}

/** The neighbours in a model's state. */
export function neighboursIn(state: ModelState): Neighbours {
  return {
    offsets: int32(state, 'neighbourOffsets'),
    items: int32(state, 'neighbourItems'),
    weights: float32(state, 'neighbourWeights'),
    counts: int32(state, 'neighbourCounts'),
  }
}
