/*
 * Matrix multiplication as panels: Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (ACM TOMS
 * 2008), in the loop order of BLIS (Van Zee and van de Geijn, ACM TOMS 2015).
 *
 * A slice of B (KC x NC) and of A (MC x KC) are copied into strips that the innermost loop reads from front to back.
 * Short strips are filled up with zeros, so every element of C is summed by the same instructions in the same order,
 * wherever it lies: that is what makes results independent of how rows and columns are shared out among threads.
 *
 *   m, n, k     rows of C, columns of C, length of the sums
 *   row, column strides in floats; a transposed matrix is the same floats with its strides swapped
 */

/**
 * Rows of the tile that lives in registers. V8 gives 15: 5 x 8 takes 10 sums, 2 of B and 1 of A. On a core that can do 41
 * GFLOP/s it does 40 (4 x 8: 29, 6 x 8: 36) in Node 24; the older compiler of Node 22 spills registers and does 17.
 */
const MR: i32 = 5
/** Columns of that tile. */
const NR: i32 = 8
/** Length of a strip: 256 x (5 + 8) floats stay in the first-level cache. */
const KC: i32 = 256
/** Rows of A packed at a time: 160 x 256 floats stay in the second-level cache. */
const MC: i32 = 160
/** Columns of B packed at a time. */
const NC: i32 = 1024

const PACKED_A: usize = 0
const PACKED_B: usize = PACKED_A + ((MC * KC) << 2)
const TILE: usize = PACKED_B + ((KC * NC) << 2)

/** Bytes that `multiply` needs at `work`. */
export function workspaceBytes(): usize {
  return TILE + ((MR * NR) << 2)
}

/**
 * C = sign·A·B, or C += sign·A·B when `add` is 1.
 *
 * With `lower` 1 only tiles that touch or lie under the diagonal are computed, where `offset` is the row of the whole
 * matrix at which this C begins: what is left above the diagonal has no meaning.
 *
 * C may be the very memory of A when n <= NC and k <= KC, or of B when k <= KC: operands are packed before C is written.
 */
export function multiply(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  rowA: i32,
  columnA: i32,
  b: usize,
  rowB: i32,
  columnB: i32,
  c: usize,
  rowC: i32,
  sign: i32,
  add: i32,
  lower: i32,
  offset: i32,
  work: usize,
): void {
  const packedA = work + PACKED_A
  const packedB = work + PACKED_B
  const signs = f32x4.splat(<f32>sign)
  for (let j = 0; j < n; j += NC) {
    const columns = min(NC, n - j)
    // Once even if k is 0: an empty sum is 0.
    for (let p = 0; p == 0 || p < k; p += KC) {
      const length = min(KC, k - p)
      pack(b + at(p, rowB, j, columnB), columnB, rowB, columns, length, NR, packedB)
      const adding = add | i32(p > 0)
      for (let i = 0; i < m; i += MC) {
        const rows = min(MC, m - i)
        if (lower && j > offset + i + rows - 1) continue
        pack(a + at(i, rowA, p, columnA), rowA, columnA, rows, length, MR, packedA)
        const block = c + at(i, rowC, j, 1)
        tiles(rows, columns, length, packedA, packedB, block, rowC, signs, adding, lower, offset + i - j, work + TILE)
      }
    }
  }
}

/** Byte offset of element (i, j). */
// @ts-ignore: decorator
@inline
function at(i: i32, row: i32, j: i32, column: i32): usize {
  return (<usize>i * <usize>row + <usize>j * <usize>column) << 2
}

/** Copies `count` lines of `length` floats into strips of `width` lines, zeros where lines are missing. */
function pack(from: usize, across: i32, along: i32, count: i32, length: i32, width: i32, to: usize): void {
  for (let i = 0; i < count; i += width) {
    const source = from + at(i, across, 0, 0)
    const lines = min(width, count - i)
    if (lines == width && across == 1) {
      if (width == NR) packEight(source, along, length, to)
      else packAcross(source, along, length, width, to)
    } else {
      for (let line = 0; line < width; line++) {
        const target = to + (<usize>line << 2)
        if (line < lines) packLine(source + at(line, across, 0, 0), along, length, width, target)
        else clearLine(length, width, target)
      }
    }
    to += <usize>(length * width) << 2
  }
}

/** Eight neighbouring lines: two registers a step. */
function packEight(source: usize, along: i32, length: i32, target: usize): void {
  const step = <usize>along << 2
  for (let p = 0; p < length; p++, source += step, target += NR << 2) {
    v128.store(target, v128.load(source))
    v128.store(target, v128.load(source, 16), 16)
  }
}

/** Neighbouring lines: reads along memory, because a walk down each line would touch a page a step. */
function packAcross(source: usize, along: i32, length: i32, width: i32, target: usize): void {
  const step = (<usize>along - <usize>width) << 2
  for (let p = 0; p < length; p++, source += step) {
    for (let line = 0; line < width; line++, source += 4, target += 4) store<f32>(target, load<f32>(source))
  }
}

function packLine(source: usize, along: i32, length: i32, width: i32, target: usize): void {
  const step = <usize>along << 2
  const strip = <usize>width << 2
  for (let p = 0; p < length; p++, source += step, target += strip) store<f32>(target, load<f32>(source))
}

function clearLine(length: i32, width: i32, target: usize): void {
  const strip = <usize>width << 2
  for (let p = 0; p < length; p++, target += strip) store<f32>(target, 0)
}

/** All tiles of a packed block; those cut by the edge go through a whole tile of scratch. */
function tiles(
  rows: i32,
  columns: i32,
  length: i32,
  packedA: usize,
  packedB: usize,
  c: usize,
  rowC: i32,
  signs: v128,
  add: i32,
  lower: i32,
  diagonal: i32,
  scratch: usize,
): void {
  for (let j = 0; j < columns; j += NR) {
    const b = packedB + (<usize>(j * length) << 2)
    const width = min(NR, columns - j)
    for (let i = 0; i < rows; i += MR) {
      const height = min(MR, rows - i)
      if (lower && j > diagonal + i + height - 1) continue
      const a = packedA + (<usize>(i * length) << 2)
      const target = c + at(i, rowC, j, 1)
      if (height == MR && width == NR) {
        tile(length, a, b, target, rowC, signs, add)
      } else {
        if (add) copy(target, rowC, scratch, NR, height, width)
        tile(length, a, b, scratch, NR, signs, add)
        copy(scratch, NR, target, rowC, height, width)
      }
    }
  }
}

function copy(from: usize, rowFrom: i32, to: usize, rowTo: i32, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) store<f32>(to + at(i, rowTo, j, 1), load<f32>(from + at(i, rowFrom, j, 1)))
  }
}

/** One 5 x 8 tile: each row of the tile is a pair of registers, and each step adds an outer product. */
function tile(length: i32, a: usize, b: usize, c: usize, rowC: i32, signs: v128, add: i32): void {
  let c00 = f32x4.splat(0)
  let c01 = f32x4.splat(0)
  let c10 = f32x4.splat(0)
  let c11 = f32x4.splat(0)
  let c20 = f32x4.splat(0)
  let c21 = f32x4.splat(0)
  let c30 = f32x4.splat(0)
  let c31 = f32x4.splat(0)
  let c40 = f32x4.splat(0)
  let c41 = f32x4.splat(0)
  for (let p = length; p > 0; p--, a += MR << 2, b += NR << 2) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let ai = v128.load_splat<f32>(a)
    c00 = f32x4.relaxed_madd(ai, b0, c00)
    c01 = f32x4.relaxed_madd(ai, b1, c01)
    ai = v128.load_splat<f32>(a, 4)
    c10 = f32x4.relaxed_madd(ai, b0, c10)
    c11 = f32x4.relaxed_madd(ai, b1, c11)
    ai = v128.load_splat<f32>(a, 8)
    c20 = f32x4.relaxed_madd(ai, b0, c20)
    c21 = f32x4.relaxed_madd(ai, b1, c21)
    ai = v128.load_splat<f32>(a, 12)
    c30 = f32x4.relaxed_madd(ai, b0, c30)
    c31 = f32x4.relaxed_madd(ai, b1, c31)
    ai = v128.load_splat<f32>(a, 16)
    c40 = f32x4.relaxed_madd(ai, b0, c40)
    c41 = f32x4.relaxed_madd(ai, b1, c41)
  }
  const row = <usize>rowC << 2
  put(c, c00, c01, signs, add)
  put(c + row, c10, c11, signs, add)
  put(c + 2 * row, c20, c21, signs, add)
  put(c + 3 * row, c30, c31, signs, add)
  put(c + 4 * row, c40, c41, signs, add)
}

// @ts-ignore: decorator
@inline
function put(c: usize, left: v128, right: v128, signs: v128, add: i32): void {
  if (add) {
    v128.store(c, f32x4.relaxed_madd(signs, left, v128.load(c)))
    v128.store(c, f32x4.relaxed_madd(signs, right, v128.load(c, 16)), 16)
  } else {
    v128.store(c, f32x4.mul(signs, left))
    v128.store(c, f32x4.mul(signs, right), 16)
  }
}
