/*
 * Selection of the best k by one pass over the scores and a heap of k items with the worst on top.
 *
 * Most items lose against the worst of the best so far and cost one comparison. The pass goes up through the indices, so
 * an item that ties with the worst one comes later and loses: ties are broken by index ascending, as in a full sort.
 */

/**
 * The k items with the highest scores, best first, ties by index ascending.
 *
 * @param scores one per item; -Infinity marks an item that may not be chosen, NaN is not allowed
 * @returns item indices; fewer than k when fewer may be chosen
 * @example topK(Float32Array.of(0.1, 0.9, 0.9), 2) // [1, 2]
 */
export function topK(scores: Float32Array, k: number): Int32Array {
  const heap = new Int32Array(Math.min(k, scores.length))
  let size = 0
  let bar = Number.NEGATIVE_INFINITY
  for (let item = 0; item < scores.length; item++) {
    if (scores[item]! <= bar) continue
    if (size < heap.length) {
      heap[size++] = item
      if (size < heap.length) continue
      for (let place = (size >> 1) - 1; place >= 0; place--) sink(heap, size, place, scores)
    } else {
      heap[0] = item
      sink(heap, size, 0, scores)
    }
    bar = scores[heap[0]!]!
  }
  return sorted(heap.subarray(0, size), scores)
}

/** Moves the item at a place down until both items below it are better. */
function sink(heap: Int32Array, size: number, from: number, scores: Float32Array): void {
  const item = heap[from]!
  let place = from
  for (let below = 2 * place + 1; below < size; below = 2 * place + 1) {
    if (below + 1 < size && worse(heap[below + 1]!, heap[below]!, scores)) below++
    if (!worse(heap[below]!, item, scores)) break
    heap[place] = heap[below]!
    place = below
  }
  heap[place] = item
}

function worse(a: number, b: number, scores: Float32Array): boolean {
  return scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b)
}

function sorted(items: Int32Array, scores: Float32Array): Int32Array {
  return items.sort((a, b) => scores[b]! - scores[a]! || a - b)
}
