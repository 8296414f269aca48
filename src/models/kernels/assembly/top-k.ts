/*
 * The k best of many scores, in one pass with a heap. Nearly all scores fall under the worst entry held, so four at a time
 * are compared with it and dropped; the heap is touched about k·ln(count / k) times.
 */
import { appendNaN, bar, full, held, offer, open, sort } from './heap'
import { dots } from './dots'

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
  for (; row < to; row++) if (!masked(row, mask)) offer(load<f32>(scores + (<usize>row << 2)), row)
  sort()
  for (row = from; row < to && !full(); row++) {
    if (!masked(row, mask)) appendNaN(load<f32>(scores + (<usize>row << 2)), row)
  }
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
  for (let row = from; row < to && !full(); row++) {
    if (!masked(row, mask)) appendNaN(f32x4.extract_lane(dots(query, rows, d, row, to), 0), row)
  }
  return held
}

// @ts-ignore: decorator
@inline
function offerFour(scores: v128, row: i32, to: i32, mask: usize): void {
  if (full() && !v128.any_true(f32x4.gt(scores, f32x4.splat(bar)))) return
  if (!masked(row, mask)) offer(f32x4.extract_lane(scores, 0), row)
  if (row + 1 < to && !masked(row + 1, mask)) offer(f32x4.extract_lane(scores, 1), row + 1)
  if (row + 2 < to && !masked(row + 2, mask)) offer(f32x4.extract_lane(scores, 2), row + 2)
  if (row + 3 < to && !masked(row + 3, mask)) offer(f32x4.extract_lane(scores, 3), row + 3)
}

/** Whether a row is left out. */
// @ts-ignore: decorator
@inline
export function masked(row: i32, mask: usize): bool {
  return mask != 0 && load<u8>(mask + <usize>row) != 0
}
