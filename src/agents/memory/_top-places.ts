/** Which of equal scores comes first. */
export type Ties = 'later' | 'earlier'

/**
 * The places of the k highest scores, highest first; of equal scores the later place first, unless told otherwise.
 *
 * One pass with a heap of k places: nothing is sorted but the result, and no object is made per score.
 *
 * @param scores the first `count` are looked at; negative infinity stands for what must not be found
 * @returns at most k places
 * @example topPlaces(Float64Array.of(1, 3, 2), 3, 2) // Int32Array [1, 2]
 */
export function topPlaces(scores: Float64Array, count: number, k: number, ties: Ties = 'later'): Int32Array {
  const isBefore = ties === 'later' ? beforeLater : beforeEarlier
  const size = Math.min(k, count)
  const heap = new Int32Array(size)
  let held = 0
  let least = Number.NEGATIVE_INFINITY
  // Backwards: what was stored last is often what scores highest, and then little is put into the heap and taken out again.
  for (let place = count - 1; place >= 0; place--) {
    const score = scores[place]!
    if (held === size && (score < least || (score === least && ties === 'later'))) continue
    if (score === Number.NEGATIVE_INFINITY || size === 0) continue
    if (held < size) {
      heap[held] = place
      rise(heap, scores, held++, isBefore)
    } else {
      heap[0] = place
      sink(heap, scores, size, isBefore)
    }
    if (held === size) least = scores[heap[0]!]!
  }
  return heap.subarray(0, held).sort((a, b) => (isBefore(scores, a, b) ? -1 : 1))
}

/** The readable twin of `topPlaces`: sorts everything. @example sortedPlaces(scores, scores.length, 5) */
export function sortedPlaces(scores: Float64Array, count: number, k: number, ties: Ties = 'later'): Int32Array {
  const found = Array.from({ length: count }, (_, place) => place)
    .filter((place) => scores[place]! > Number.NEGATIVE_INFINITY)
    .sort((a, b) => scores[b]! - scores[a]! || (ties === 'later' ? b - a : a - b))
  return Int32Array.from(found.slice(0, k))
}

/** Whether place a comes before place b in the result. */
type Before = (scores: Float64Array, a: number, b: number) => boolean

const beforeLater: Before = (scores, a, b) => scores[a]! > scores[b]! || (scores[a] === scores[b] && a > b)

const beforeEarlier: Before = (scores, a, b) => scores[a]! > scores[b]! || (scores[a] === scores[b] && a < b)

/** The worst of the heap is at its top. */
function rise(heap: Int32Array, scores: Float64Array, at: number, isBefore: Before): void {
  for (let child = at; child > 0; ) {
    const parent = (child - 1) >> 1
    if (!isBefore(scores, heap[parent]!, heap[child]!)) return
    swap(heap, parent, child)
    child = parent
  }
}

function sink(heap: Int32Array, scores: Float64Array, size: number, isBefore: Before): void {
  for (let parent = 0; ; ) {
    const left = 2 * parent + 1
    if (left >= size) return
    const worse = left + 1 < size && isBefore(scores, heap[left]!, heap[left + 1]!) ? left + 1 : left
    if (!isBefore(scores, heap[parent]!, heap[worse]!)) return
    swap(heap, parent, worse)
    parent = worse
  }
}

function swap(heap: Int32Array, a: number, b: number): void {
  const held = heap[a]!
  heap[a] = heap[b]!
  heap[b] = held
}
