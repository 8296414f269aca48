/*
 * The k best of scores that come one by one: a heap of k entries whose worst entry is on top (Knuth, The Art of Computer
 * Programming 3, section 5.2.3). Better means a higher score, or the same score and a lower row; NaN is worse than any
 * number. The order in which scores come does not matter.
 */

let scoresHeld: usize = 0
let rowsHeld: usize = 0
let capacity: i32 = 0

/** Entries so far; each thread has an instance, hence a heap, of its own. */
export let held: i32 = 0

/** Scores under this one change nothing: minus infinity until the heap is full, then the worst score held. */
export let bar: f32 = -Infinity

/** Empties the heap; its entries will lie at these addresses. */
export function open(k: i32, scores: usize, rows: usize): void {
  scoresHeld = scores
  rowsHeld = rows
  capacity = k
  held = 0
  bar = -Infinity
}

/** Whether every entry is taken. */
// @ts-ignore: decorator
@inline
export function full(): bool {
  return held == capacity
}

/** Takes a score if it belongs among the best. */
export function offer(score: f32, row: i32): void {
  if (isNaN(score)) return
  if (held < capacity) rise(held++, score, row)
  else if (worse(bar, rowAt(0), score, row)) sink(held, score, row)
  if (held == capacity) bar = scoreAt(0)
}

/** Turns the heap into a list, best first: the worst entry goes last, again and again. */
export function sort(): void {
  for (let size = held - 1; size > 0; size--) {
    const score = scoreAt(size)
    const row = rowAt(size)
    put(size, scoreAt(0), rowAt(0))
    sink(size, score, row)
  }
}

/** After the numbers are sorted and found to be fewer than k, the NaN rows follow in ascending order. */
export function appendNaN(score: f32, row: i32): void {
  if (isNaN(score)) put(held++, score, row)
}

/** Fills what is left of the list with row -1 and score NaN. */
export function pad(): void {
  for (let entry = held; entry < capacity; entry++) put(entry, NaN, -1)
}

/** Puts an entry in a hole at the end, or higher: parents that are better move down. */
function rise(hole: i32, score: f32, row: i32): void {
  while (hole > 0) {
    const parent = (hole - 1) >> 1
    if (!worse(score, row, scoreAt(parent), rowAt(parent))) break
    put(hole, scoreAt(parent), rowAt(parent))
    hole = parent
  }
  put(hole, score, row)
}

/** Puts an entry in a hole on top, or lower: children that are worse move up, among the first `size`. */
function sink(size: i32, score: f32, row: i32): void {
  let hole = 0
  while (true) {
    let child = 2 * hole + 1
    if (child >= size) break
    const next = child + 1
    if (next < size && worse(scoreAt(next), rowAt(next), scoreAt(child), rowAt(child))) child = next
    if (!worse(scoreAt(child), rowAt(child), score, row)) break
    put(hole, scoreAt(child), rowAt(child))
    hole = child
  }
  put(hole, score, row)
}

/** Whether the first entry belongs after the second. */
// @ts-ignore: decorator
@inline
function worse(a: f32, rowA: i32, b: f32, rowB: i32): bool {
  return a < b || (a == b && rowA > rowB)
}

// @ts-ignore: decorator
@inline
function scoreAt(entry: i32): f32 {
  return load<f32>(scoresHeld + (<usize>entry << 2))
}

// @ts-ignore: decorator
@inline
function rowAt(entry: i32): i32 {
  return load<i32>(rowsHeld + (<usize>entry << 2))
}

// @ts-ignore: decorator
@inline
function put(entry: i32, score: f32, row: i32): void {
  store<f32>(scoresHeld + (<usize>entry << 2), score)
  store<i32>(rowsHeld + (<usize>entry << 2), row)
}
