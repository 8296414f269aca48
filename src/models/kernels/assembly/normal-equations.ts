/* One ridge regression solved exactly: A is formed, in tiles that stay in registers, and factored. */
import { factor, substitute } from './factor'
import { addStrip, fetch, stripBytes } from './strips'

/** Floats of the rows f that are fetched at a time: they stay in the first-level cache while all tiles pass over them. */
const PASS: i32 = 1 << 12

/**
 * x = A^-1 b.
 *
 * @param gram G in rows of w floats
 * @param a room for A
 * @returns whether A is positive definite in single precision
 */
export function solve(
  target: usize,
  other: usize,
  columns: usize,
  n: i32,
  d: i32,
  w: i32,
  gram: usize,
  penalty: f32,
  b: usize,
  a: usize,
  block: usize,
): bool {
  memory.copy(a, gram, (<usize>w * <usize>w) << 2)
  memory.fill(b, 0, <usize>w << 2)
  for (let i = 0; i < w; i++) {
    const place = a + ((<usize>i * <usize>w + <usize>i) << 2)
    store<f32>(place, load<f32>(place) + penalty)
  }
  const ones = f32x4.splat(1)
  const step = max(8, (PASS / w) & ~7)
  for (let from = 0; from < n; from += step) {
    const strips = fetch(other, columns + (<usize>from << 2), min(step, n - from), d, w, block)
    for (let s = 0; s < strips; s++) addStrip(block + <usize>s * stripBytes(w), w, ones, ones, b)
    addSquares(block, strips, w, a)
  }
  if (!factor(a, w)) return false
  substitute(a, w, b)
  memory.copy(target, b, <usize>d << 2)
  return true
}

/** Adds the sum of f f' to the upper triangle of A, in tiles of 4 x 8. */
function addSquares(block: usize, strips: i32, w: i32, a: usize): void {
  for (let i = 0; i < w; i += 4) {
    for (let j = i & ~7; j < w; j += 8) {
      addTile(block + (<usize>i << 5), block + (<usize>j << 5), strips, w, a + ((<usize>i * <usize>w + <usize>j) << 2))
    }
  }
}

/** One tile: numbers `i` on of all rows times numbers `j` on. */
function addTile(i: usize, j: usize, strips: i32, w: i32, to: usize): void {
  const strip = stripBytes(w)
  let c00 = f32x4.splat(0)
  let c01 = f32x4.splat(0)
  let c10 = f32x4.splat(0)
  let c11 = f32x4.splat(0)
  let c20 = f32x4.splat(0)
  let c21 = f32x4.splat(0)
  let c30 = f32x4.splat(0)
  let c31 = f32x4.splat(0)
  for (; strips > 0; strips--, i += strip, j += strip) {
    for (let row: usize = 0; row < 128; row += 16) {
      const b0 = v128.load(j + row)
      const b1 = v128.load(j + row, 128)
      let ai = v128.load_splat<f32>(i + row)
      c00 = f32x4.relaxed_madd(ai, b0, c00)
      c01 = f32x4.relaxed_madd(ai, b1, c01)
      ai = v128.load_splat<f32>(i + row, 4)
      c10 = f32x4.relaxed_madd(ai, b0, c10)
      c11 = f32x4.relaxed_madd(ai, b1, c11)
      ai = v128.load_splat<f32>(i + row, 8)
      c20 = f32x4.relaxed_madd(ai, b0, c20)
      c21 = f32x4.relaxed_madd(ai, b1, c21)
      ai = v128.load_splat<f32>(i + row, 12)
      c30 = f32x4.relaxed_madd(ai, b0, c30)
      c31 = f32x4.relaxed_madd(ai, b1, c31)
    }
  }
  const row = <usize>w << 2
  addTo(to, c00, c01)
  addTo(to + row, c10, c11)
  addTo(to + 2 * row, c20, c21)
  addTo(to + 3 * row, c30, c31)
}

// @ts-ignore: decorator
@inline
function addTo(to: usize, left: v128, right: v128): void {
  v128.store(to, f32x4.add(left, v128.load(to)))
  v128.store(to, f32x4.add(right, v128.load(to, 16)), 16)
}
