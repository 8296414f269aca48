/*
 * Rows of floats as the solvers read them: in strips of eight, four neighbouring numbers of each of the eight side by side, so
 * that one pointer walks along a strip; zeros fill up the last strip, and vectors to a multiple of eight numbers. And the
 * few operations on such vectors.
 *
 *   w   d rounded up to a multiple of eight: floats of a vector
 */

/** Rows of a strip. */
export const STRIP: i32 = 8

// @ts-ignore: decorator
@inline
export function padded(d: i32): i32 {
  return (d + 7) & ~7
}

/** Bytes of a strip. */
// @ts-ignore: decorator
@inline
export function stripBytes(w: i32): usize {
  return <usize>w << 5
}

/** Where row `row` of a block of strips begins; its next four numbers are 128 bytes on. */
// @ts-ignore: decorator
@inline
function rowAt(block: usize, row: i32, w: i32): usize {
  return block + <usize>(row / STRIP) * stripBytes(w) + <usize>((row % STRIP) << 4)
}

/** Writes a row of d floats into its place in a block, whose padding is zero already. */
// @ts-ignore: decorator
@inline
export function putRow(from: usize, d: i32, block: usize, row: i32, w: i32): void {
  let to = rowAt(block, row, w)
  let p = d
  for (; p >= 4; p -= 4, from += 16, to += 128) v128.store(to, v128.load(from))
  if (p > 0) {
    let rest = v128.load32_zero(from)
    if (p > 1) rest = f32x4.replace_lane(rest, 1, load<f32>(from, 4))
    if (p > 2) rest = f32x4.replace_lane(rest, 2, load<f32>(from, 8))
    v128.store(to, rest)
  }
}

/** Fetches the named rows of `other` into a block. @returns the number of strips */
export function fetch(other: usize, columns: usize, n: i32, d: i32, w: i32, block: usize): i32 {
  const bytes = <usize>d << 2
  for (let i = 0; i < n; i++) {
    if (i % STRIP == 0) touch(other, columns + (<usize>i << 2), min(STRIP, n - i), bytes)
    const row = load<i32>(columns + (<usize>i << 2))
    putRow(other + <usize>row * bytes, d, block, i, w)
  }
  const strips = (n + STRIP - 1) / STRIP
  for (let i = n; i < strips * STRIP; i++) {
    let to = rowAt(block, i, w)
    for (let p = 0; p < w; p += 4, to += 128) v128.store(to, f32x4.splat(0))
  }
  return strips
}

/** Reads one number of every cache line of some rows, so that memory is asked for all of them before the first is needed. */
// @ts-ignore: decorator
@inline
function touch(other: usize, columns: usize, n: i32, bytes: usize): void {
  let all = 0
  for (let i = 0; i < n; i++) {
    const row = other + <usize>load<i32>(columns + (<usize>i << 2)) * bytes
    for (let at: usize = 0; at < bytes; at += 64) all |= load<i32>(row + at)
  }
  touched = all
}

/** Keeps the compiler from leaving the reads out. */
let touched: i32 = 0

/** The inner products of v with the eight rows of a strip, to `low` and `high`. */
// @ts-ignore: decorator
@inline
export function timesStrip(v: usize, at: usize, w: i32): void {
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  let s2 = f32x4.splat(0)
  let s3 = f32x4.splat(0)
  let s4 = f32x4.splat(0)
  let s5 = f32x4.splat(0)
  let s6 = f32x4.splat(0)
  let s7 = f32x4.splat(0)
  for (let p: usize = 0; p < <usize>w << 2; p += 16, at += 128) {
    const x = v128.load(v + p)
    s0 = f32x4.relaxed_madd(x, v128.load(at), s0)
    s1 = f32x4.relaxed_madd(x, v128.load(at, 16), s1)
    s2 = f32x4.relaxed_madd(x, v128.load(at, 32), s2)
    s3 = f32x4.relaxed_madd(x, v128.load(at, 48), s3)
    s4 = f32x4.relaxed_madd(x, v128.load(at, 64), s4)
    s5 = f32x4.relaxed_madd(x, v128.load(at, 80), s5)
    s6 = f32x4.relaxed_madd(x, v128.load(at, 96), s6)
    s7 = f32x4.relaxed_madd(x, v128.load(at, 112), s7)
  }
  low = sums(s0, s1, s2, s3)
  high = sums(s4, s5, s6, s7)
}

/** What `timesStrip` found for the first four rows of its strip, and for the others. */
export let low: v128 = f32x4.splat(0)
export let high: v128 = f32x4.splat(0)

/** The sum of each of four vectors. */
// @ts-ignore: decorator
@inline
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 2, 6), v128.shuffle<f32>(a, b, 1, 5, 3, 7))
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 2, 6), v128.shuffle<f32>(c, d, 1, 5, 3, 7))
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
}

/** Adds the eight rows of a strip, each times its factor. */
// @ts-ignore: decorator
@inline
export function addStrip(at: usize, w: i32, low: v128, high: v128, to: usize): void {
  const c0 = v128.shuffle<f32>(low, low, 0, 0, 0, 0)
  const c1 = v128.shuffle<f32>(low, low, 1, 1, 1, 1)
  const c2 = v128.shuffle<f32>(low, low, 2, 2, 2, 2)
  const c3 = v128.shuffle<f32>(low, low, 3, 3, 3, 3)
  const c4 = v128.shuffle<f32>(high, high, 0, 0, 0, 0)
  const c5 = v128.shuffle<f32>(high, high, 1, 1, 1, 1)
  const c6 = v128.shuffle<f32>(high, high, 2, 2, 2, 2)
  const c7 = v128.shuffle<f32>(high, high, 3, 3, 3, 3)
  for (let p: usize = 0; p < <usize>w << 2; p += 16, at += 128) {
    let sum = v128.load(to + p)
    sum = f32x4.relaxed_madd(c0, v128.load(at), sum)
    sum = f32x4.relaxed_madd(c1, v128.load(at, 16), sum)
    sum = f32x4.relaxed_madd(c2, v128.load(at, 32), sum)
    sum = f32x4.relaxed_madd(c3, v128.load(at, 48), sum)
    sum = f32x4.relaxed_madd(c4, v128.load(at, 64), sum)
    sum = f32x4.relaxed_madd(c5, v128.load(at, 80), sum)
    sum = f32x4.relaxed_madd(c6, v128.load(at, 96), sum)
    sum = f32x4.relaxed_madd(c7, v128.load(at, 112), sum)
    v128.store(to + p, sum)
  }
}

export function inner(a: usize, b: usize, w: i32): f32 {
  let sum = f32x4.splat(0)
  for (let p: usize = 0; p < <usize>w << 2; p += 16) {
    sum = f32x4.relaxed_madd(v128.load(a + p), v128.load(b + p), sum)
  }
  return f32x4.extract_lane(sums(sum, sum, sum, sum), 0)
}

/** a += factor·b */
export function addMultiple(a: usize, factor: f32, b: usize, w: i32): void {
  const factors = f32x4.splat(factor)
  for (let p: usize = 0; p < <usize>w << 2; p += 16) {
    v128.store(a + p, f32x4.relaxed_madd(factors, v128.load(b + p), v128.load(a + p)))
  }
}

/** a = b + factor·a */
export function multiplyAndAdd(a: usize, factor: f32, b: usize, w: i32): void {
  const factors = f32x4.splat(factor)
  for (let p: usize = 0; p < <usize>w << 2; p += 16) {
    v128.store(a + p, f32x4.relaxed_madd(factors, v128.load(a + p), v128.load(b + p)))
  }
}
