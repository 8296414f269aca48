/*
 * The one road on which models keep neighbours: every item has a heap of bounded size, its weakest neighbour on top.
 *
 * Offers may come in any order, and most lose against the top, which costs one comparison. Equal weights are settled by
 * index, so that the outcome is the same for any order.
 */
import { sharedFloat32, sharedInt32 } from './_arrays.ts'
import type { Neighbours } from './_neighbours.ts'

/** Takes offers, gives the strongest. */
export interface NeighbourKeeper {
  /** Offers item `row` a neighbour, each pair once. @param count how often the pair was observed, for models that tell */
  offer(row: number, neighbour: number, weight: number, count?: number): void
  /** The rows sorted, best first. The keeper is spent. */
  kept(): KeptNeighbours
}

/** Neighbours with the count that each was offered with. */
export interface KeptNeighbours extends Neighbours {
  readonly counts: Int32Array
}

/**
 * A keeper with room for some neighbours of each item.
 *
 * @param room neighbours kept, by item; memory grows with their sum
 * @example keeper.offer(0, 7, 0.5); keeper.kept().items // [7]
 */
export function neighbourKeeper(room: ArrayLike<number>): NeighbourKeeper {
  const rows = room.length
  const starts = new Float64Array(rows + 1)
  for (let row = 0; row < rows; row++) starts[row + 1] = starts[row]! + room[row]!
  const sizes = new Int32Array(rows)
  const heap = heapOf(starts[rows]!)
  // What an offer has to reach: one comparison turns most of them away.
  const bars = Float32Array.from(room, (space) => (space > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY))
  const take = (row: number, neighbour: number, weight: number, count: number) => {
    const from = starts[row]!
    const space = starts[row + 1]! - from
    const size = sizes[row]!
    if (size < space) {
      put(heap, from + size, neighbour, weight, count)
      sizes[row] = size + 1
      if (size + 1 < space) return
      heapify(heap, from, space)
    } else {
      if (!weaker(heap.weights[from]!, heap.items[from]!, weight, neighbour)) return
      put(heap, from, neighbour, weight, count)
      sink(heap, from, space, 0)
    }
    bars[row] = heap.weights[from]!
  }
  return {
    offer(row, neighbour, weight, count = 0) {
      // Rounded as it is stored: what is equal there has to be equal here.
      const single = Math.fround(weight)
      if (single >= bars[row]!) take(row, neighbour, single, count)
    },
    kept() {
      const offsets = sharedInt32(rows + 1)
      for (let row = 0; row < rows; row++) offsets[row + 1] = offsets[row]! + sizes[row]!
      const length = offsets[rows]!
      const all = { offsets, items: sharedInt32(length), weights: sharedFloat32(length), counts: sharedInt32(length) }
      for (let row = 0; row < rows; row++) {
        const from = starts[row]!
        const end = from + sizes[row]!
        if (end < starts[row + 1]!) heapify(heap, from, sizes[row]!)
        sortBestFirst(heap, from, sizes[row]!)
        all.items.set(heap.items.subarray(from, end), offsets[row])
        all.weights.set(heap.weights.subarray(from, end), offsets[row])
        all.counts.set(heap.counts.subarray(from, end), offsets[row])
      }
      return all
    },
  }
}

/** Offers what was kept before. */
export function offerKept(keeper: NeighbourKeeper, { offsets, items, weights, counts }: Known): void {
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let place = offsets[row]!; place < offsets[row + 1]!; place++) {
      keeper.offer(row, items[place]!, weights[place]!, counts?.[place])
    }
  }
}

type Known = Neighbours & Partial<Pick<KeptNeighbours, 'counts'>>

/** Heaps one after another, in three columns. */
interface Heap {
  readonly items: Int32Array
  readonly weights: Float32Array
  readonly counts: Int32Array
}

function heapOf(places: number): Heap {
  return { items: new Int32Array(places), weights: new Float32Array(places), counts: new Int32Array(places) }
}

function put(heap: Heap, place: number, item: number, weight: number, count: number): void {
  heap.items[place] = item
  heap.weights[place] = weight
  heap.counts[place] = count
}

function heapify(heap: Heap, from: number, size: number): void {
  for (let place = (size >> 1) - 1; place >= 0; place--) sink(heap, from, size, place)
}

/** Heap sort: the weakest of what is left goes to the end. */
function sortBestFirst(heap: Heap, from: number, size: number): void {
  const { items, weights, counts } = heap
  for (let last = size - 1; last > 0; last--) {
    const item = items[from]!
    const weight = weights[from]!
    const count = counts[from]!
    move(heap, from + last, from)
    put(heap, from + last, item, weight, count)
    sink(heap, from, last, 0)
  }
}

/** Moves the neighbour at a place down until both below it are stronger. */
function sink(heap: Heap, from: number, size: number, start: number): void {
  const { items, weights, counts } = heap
  const item = items[from + start]!
  const weight = weights[from + start]!
  const count = counts[from + start]!
  let place = start
  for (let below = 2 * place + 1; below < size; below = 2 * place + 1) {
    const right = from + below + 1
    if (below + 1 < size && weaker(weights[right]!, items[right]!, weights[right - 1]!, items[right - 1]!)) below++
    if (!weaker(weights[from + below]!, items[from + below]!, weight, item)) break
    move(heap, from + below, from + place)
    place = below
  }
  put(heap, from + place, item, weight, count)
}

function move({ items, weights, counts }: Heap, from: number, to: number): void {
  items[to] = items[from]!
  weights[to] = weights[from]!
  counts[to] = counts[from]!
}

/** Whether neighbour a with its weight comes after neighbour b with its own. */
function weaker(weightA: number, a: number, weightB: number, b: number): boolean {
  return weightA < weightB || (weightA === weightB && a > b)
}
