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
  if (held < capacity) {
    put(held, score, row)
    rise(held++)
  } else if (score > bar || (score == bar && row < rowAt(0))) {
    put(0, score, row)
    sink(held)
  }
  if (held == capacity) bar = scoreAt(0)
}

/** Turns the heap into a list, best first: the worst entry goes last, again and again. */
export function sort(): void {
  for (let size = held - 1; size > 0; size--) {
    swap(0, size)
    sink(size)
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

/** Moves an entry up while it is worse than its parent. */
function rise(entry: i32): void {
  while (entry > 0) {
    const parent = (entry - 1) >> 1
    if (!worse(entry, parent)) return
    swap(entry, parent)
    entry = parent
  }
}

/** Moves the top entry down, among the first `size`, while a child is worse. */
function sink(size: i32): void {
  let entry = 0
  while (true) {
    let child = 2 * entry + 1
    if (child >= size) return
    if (child + 1 < size && worse(child + 1, child)) child++
    if (!worse(child, entry)) return
    swap(child, entry)
    entry = child
  }
}

function worse(left: i32, right: i32): bool {
  const a = scoreAt(left)
  const b = scoreAt(right)
  return a < b || (a == b && rowAt(left) > rowAt(right))
}

function swap(left: i32, right: i32): void {
  const score = scoreAt(left)
  const row = rowAt(left)
  put(left, scoreAt(right), rowAt(right))
  put(right, score, row)
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
