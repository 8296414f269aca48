/*
 * The k best of many scores, in one pass with a heap of k entries whose worst entry is on top (Knuth, The Art of Computer
 * Programming 3, section 5.2.3). Nearly all scores fall under the worst entry held, so four at a time are compared with it
 * and dropped; the heap is touched about k·ln(count / k) times. Better means a higher score, or the same score and a lower
 * row; NaN is worse than any number.
 */

/** The heap in use; each thread has an instance, hence a heap, of its own. */
let scoresHeld: usize = 0
let rowsHeld: usize = 0
let held: i32 = 0
let capacity: i32 = 0
let bar: f32 = 0

/**
 * The k best of scores[from, to), best first, to `bestScores` and `bestRows`.
 *
 * @param mask a byte for each row, not 0 for those left out; 0 for no mask
 * @returns how many were found: k or the number of rows that are not left out
 */
export function topK(
  scores: usize,
  from: i32,
  to: i32,
  mask: usize,
  k: i32,
  bestScores: usize,
  bestRows: usize,
): i32 {
  open(k, bestScores, bestRows)
  let row = from
  for (; row + 4 <= to; row += 4) offerFour(v128.load(scores + (<usize>row << 2)), row, to, mask)
  for (; row < to; row++) offer(load<f32>(scores + (<usize>row << 2)), row, mask)
  sort()
  for (row = from; row < to && held < capacity; row++) appendNaN(load<f32>(scores + (<usize>row << 2)), row, mask)
  return held
}

/** The k best of query·row over rows [from, to) of d floats, as `topK`; scores are used as they are made. */
export function dotTopK(
  query: usize,
  rows: usize,
  d: i32,
  from: i32,
  to: i32,
  mask: usize,
  k: i32,
  bestScores: usize,
  bestRows: usize,
): i32 {
  open(k, bestScores, bestRows)
  for (let row = from; row < to; row += 4) offerFour(dots(query, rows, d, row, to), row, to, mask)
  sort()
  for (let row = from; row < to && held < capacity; row++) {
    appendNaN(f32x4.extract_lane(dots(query, rows, d, row, to), 0), row, mask)
  }
  return held
}

/** query·row of four rows; past the end the last row stands in, so that every row is summed in the same order. */
function dots(query: usize, rows: usize, d: i32, row: i32, to: i32): v128 {
  const last = to - 1
  let x0 = rows + ((<usize>row * <usize>d) << 2)
  let x1 = rows + ((<usize>min(row + 1, last) * <usize>d) << 2)
  let x2 = rows + ((<usize>min(row + 2, last) * <usize>d) << 2)
  let x3 = rows + ((<usize>min(row + 3, last) * <usize>d) << 2)
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  let s2 = f32x4.splat(0)
  let s3 = f32x4.splat(0)
  let p = d
  for (; p >= 4; p -= 4, query += 16, x0 += 16, x1 += 16, x2 += 16, x3 += 16) {
    const q = v128.load(query)
    s0 = f32x4.relaxed_madd(q, v128.load(x0), s0)
    s1 = f32x4.relaxed_madd(q, v128.load(x1), s1)
    s2 = f32x4.relaxed_madd(q, v128.load(x2), s2)
    s3 = f32x4.relaxed_madd(q, v128.load(x3), s3)
  }
  const s01 = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 2, 6), v128.shuffle<f32>(s0, s1, 1, 5, 3, 7))
  const s23 = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 2, 6), v128.shuffle<f32>(s2, s3, 1, 5, 3, 7))
  let sums = f32x4.add(v128.shuffle<f32>(s01, s23, 0, 1, 4, 5), v128.shuffle<f32>(s01, s23, 2, 3, 6, 7))
  for (; p > 0; p--, query += 4, x0 += 4, x1 += 4, x2 += 4, x3 += 4) {
    let x = v128.load_splat<f32>(x0)
    x = f32x4.replace_lane(x, 1, load<f32>(x1))
    x = f32x4.replace_lane(x, 2, load<f32>(x2))
    x = f32x4.replace_lane(x, 3, load<f32>(x3))
    sums = f32x4.add(sums, f32x4.mul(v128.load_splat<f32>(query), x))
  }
  return sums
}

function open(k: i32, bestScores: usize, bestRows: usize): void {
  scoresHeld = bestScores
  rowsHeld = bestRows
  held = 0
  capacity = k
  bar = 0
}

// @ts-ignore: decorator
@inline
function offerFour(scores: v128, row: i32, to: i32, mask: usize): void {
  if (held == capacity && !v128.any_true(f32x4.gt(scores, f32x4.splat(bar)))) return
  offer(f32x4.extract_lane(scores, 0), row, mask)
  if (row + 1 < to) offer(f32x4.extract_lane(scores, 1), row + 1, mask)
  if (row + 2 < to) offer(f32x4.extract_lane(scores, 2), row + 2, mask)
  if (row + 3 < to) offer(f32x4.extract_lane(scores, 3), row + 3, mask)
}

/** Takes a score if it belongs among the best; rows must come in ascending order, so an equal score never displaces. */
function offer(score: f32, row: i32, mask: usize): void {
  if (isNaN(score) || masked(row, mask)) return
  if (held < capacity) {
    put(held, score, row)
    rise(held++)
  } else if (score > bar) {
    put(0, score, row)
    sink(held)
  }
  if (held == capacity) bar = scoreAt(0)
}

/** After the numbers are sorted and found to be fewer than k, the NaN rows follow in ascending order. */
function appendNaN(score: f32, row: i32, mask: usize): void {
  if (isNaN(score) && !masked(row, mask)) put(held++, score, row)
}

// @ts-ignore: decorator
@inline
function masked(row: i32, mask: usize): bool {
  return mask != 0 && load<u8>(mask + <usize>row) != 0
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

/** Turns the heap into a list, best first: the worst entry goes last, again and again. */
function sort(): void {
  for (let size = held - 1; size > 0; size--) {
    swap(0, size)
    sink(size)
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
