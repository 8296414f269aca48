/*
 * The exact k best of start + query·row, finding most rows out of the race without reading them.
 *
 * A row is kept a second time in 7 bits a number, a vector approximation file (Weber, Schek and Blott, "A quantitative
 * analysis and performance study for similarity-search methods in high-dimensional spaces", VLDB 1998) with bounds for inner
 * products. From these follows how much the score can be at most; only where that reaches the worst score held is the row
 * itself read. Long rows come first, as they win most often, and when even the longest of those left falls short, the search
 * is over (Teflioudi, Gemulla and Mykytiuk, "LEMP: fast retrieval of large entries in a matrix product", SIGMOD 2015).
 *
 *   x ~ s·u     a row and its codes u from -63 to 63, kept as u + 63; s is its largest magnitude / 63
 *   q ~ t·v     the query and its codes v from -127 to 127
 *
 *   q·x = s·t·(v·u) + (q - t·v)·x + t·v·(x - s·u) <= s·t·(v·u) + |q - t·v||x| + |t·v||x - s·u|   (Cauchy and Schwarz)
 *
 * Layout: a line with the highest start; the codes, sixteen rows a block, four neighbouring numbers of each of them side by
 * side, so that one instruction multiplies four numbers of four rows; for each four rows four vectors of facts: s, |x|,
 * |x - s·u| and the start, the last three rounded up; the rows in the order of the codes. Past the last row stand zeros.
 */
import { dot } from './dots'
import { appendNaN, bar, full, offer, open, pad, sort } from './heap'
import { masked } from './top-k'

/** Rows in a block. */
const BLOCK: i32 = 16
/** Bytes of facts of four rows, and of the line on top. */
const FACTS: usize = 64
/** Codes are kept above 0 by this. */
const OFFSET: i32 = 63
/** More than what single precision may lose in one operation, beside the sum of the magnitudes. */
const ROUNDING: f32 = 1 / <f32>(1 << 21)

// @ts-ignore: decorator
@inline
function blocks(count: i32): i32 {
  return (count + BLOCK - 1) / BLOCK
}

/** Numbers of a row's codes: d and zeros up to a multiple of four. */
// @ts-ignore: decorator
@inline
function width(d: i32): i32 {
  return (d + 3) & ~3
}

// @ts-ignore: decorator
@inline
function factsAt(sketch: usize, count: i32, d: i32): usize {
  return sketch + FACTS + <usize>blocks(count) * BLOCK * <usize>width(d)
}

// @ts-ignore: decorator
@inline
function orderAt(sketch: usize, count: i32, d: i32): usize {
  return factsAt(sketch, count, d) + <usize>blocks(count) * 4 * FACTS
}

/** Bytes that the sketch of `count` rows of d floats takes. */
export function sketchBytes(count: i32, d: i32): usize {
  return orderAt(0, count, d) + (<usize>count << 2)
}

/** Writes the lengths of rows [0, count) to where their sketch begins. */
export function lengths(rows: usize, count: i32, d: i32, sketch: usize): void {
  for (let row = 0; row < count; row++) {
    const x = rows + ((<usize>row * <usize>d) << 2)
    store<f32>(sketch + (<usize>row << 2), up(sqrt(square(x, d))))
  }
}

/** Writes the sketch of rows [0, count), whose order is in its place already. @param start a number for each row; 0 for none */
export function sketchRows(rows: usize, count: i32, d: i32, start: usize, sketch: usize): void {
  const facts = factsAt(sketch, count, d)
  const order = orderAt(sketch, count, d)
  const codes = sketch + FACTS
  memory.fill(codes, <u8>OFFSET, facts - codes)
  memory.fill(facts, 0, order - facts)
  let highest: f32 = -Infinity
  for (let place = 0; place < count; place++) {
    const row = load<i32>(order + (<usize>place << 2))
    const x = rows + ((<usize>row * <usize>d) << 2)
    const block = codes + <usize>(place / BLOCK) * BLOCK * <usize>width(d) + <usize>((place % BLOCK) << 2)
    const s: f32 = largest(x, d) / 63
    let missing: f64 = 0
    for (let p = 0; p < d; p++) {
      const value = load<f32>(x + (<usize>p << 2))
      const u = code(value, s, 63)
      store<u8>(block + <usize>(p >> 2) * FACTS + <usize>(p & 3), <u8>(u + OFFSET))
      missing += squareOf(<f64>value - <f64>s * <f64>u)
    }
    let from: f32 = start ? load<f32>(start + (<usize>row << 2)) : 0
    from += abs(from) * ROUNDING
    highest = max(highest, from)
    const own = facts + <usize>(place >> 2) * FACTS + <usize>((place & 3) << 2)
    store<f32>(own, s)
    store<f32>(own, up(sqrt(square(x, d))), 16)
    store<f32>(own, up(sqrt(missing)), 32)
    store<f32>(own, from, 48)
  }
  store<f32>(sketch, highest)
}

/** The largest magnitude. */
function largest(x: usize, d: i32): f32 {
  let most: f32 = 0
  for (let p = 0; p < d; p++) most = max(most, abs(load<f32>(x + (<usize>p << 2))))
  return most
}

/** The squared length. */
function square(x: usize, d: i32): f64 {
  let sum: f64 = 0
  for (let p = 0; p < d; p++) sum += squareOf(<f64>load<f32>(x + (<usize>p << 2)))
  return sum
}

// @ts-ignore: decorator
@inline
function squareOf(value: f64): f64 {
  return value * value
}

// @ts-ignore: decorator
@inline
function code(value: f32, scale: f32, most: i32): i32 {
  return scale > 0 ? min(most, max(-most, <i32>nearest(value / scale))) : 0
}

/** A length in single precision that is not less. */
// @ts-ignore: decorator
@inline
function up(length: f64): f32 {
  return <f32>(length * 1.000001)
}

/**
 * The k best rows of each of m queries, best first; what is missing to k is filled up with row -1 and score NaN.
 *
 * Threads take the next query from a shared counter, until there is none.
 *
 * @param start a number for each row, to which the products are added; 0 for none
 * @param mask a byte for each row, not 0 for those left out; 0 for no mask
 * @param offsets m + 1 places in `columns`, ascending rows that are left out for one query; 0 for none
 * @param work d bytes, rounded up to four
 */
export function bestOfMany(
  queries: usize,
  m: i32,
  rows: usize,
  count: i32,
  d: i32,
  start: usize,
  sketch: usize,
  mask: usize,
  offsets: usize,
  columns: usize,
  k: i32,
  bestScores: usize,
  bestRows: usize,
  counter: usize,
  work: usize,
): void {
  for (let i = atomic.add<i32>(counter, 1); i < m; i = atomic.add<i32>(counter, 1)) {
    const list = (<usize>i * <usize>k) << 2
    open(k, bestScores + list, bestRows + list)
    if (offsets) {
      barredFrom = columns + (<usize>load<i32>(offsets + (<usize>i << 2)) << 2)
      barredTo = columns + (<usize>load<i32>(offsets + (<usize>i << 2), 4) << 2)
    } else {
      barredFrom = 0
      barredTo = 0
    }
    const query = queries + ((<usize>i * <usize>d) << 2)
    search(query, rows, count, d, start, sketch, mask, work)
    sort()
    for (let row = 0; row < count && !full(); row++) {
      if (allowed(row, mask)) appendNaN(score(query, rows, d, row, start), row)
    }
    pad()
  }
}

/** The rows that are left out for the query at hand. */
let barredFrom: usize = 0
let barredTo: usize = 0

/** Whether a row is neither masked nor barred. */
function allowed(row: i32, mask: usize): bool {
  let from = barredFrom
  let to = barredTo
  while (from < to) {
    const middle = from + (((to - from) >> 3) << 2)
    if (load<i32>(middle) < row) from = middle + 4
    else to = middle
  }
  if (from < barredTo && load<i32>(from) == row) return false
  return !masked(row, mask)
}

// @ts-ignore: decorator
@inline
function score(query: usize, rows: usize, d: i32, row: i32, start: usize): f32 {
  const product = dot(query, rows + ((<usize>row * <usize>d) << 2), d)
  return start ? product + load<f32>(start + (<usize>row << 2)) : product
}

/** Offers every row whose bound reaches the bar. @param v room for the query's codes */
function search(query: usize, rows: usize, count: i32, d: i32, start: usize, sketch: usize, mask: usize, v: usize): void {
  const groups = width(d) >> 2
  const t: f32 = largest(query, d) / 127
  let missing: f64 = 0
  let coded: f64 = 0
  let sum = 0
  memory.fill(v, 0, <usize>groups << 2)
  for (let p = 0; p < d; p++) {
    const value = load<f32>(query + (<usize>p << 2))
    const own = code(value, t, 127)
    store<i8>(v + <usize>p, <i8>own)
    missing += squareOf(<f64>value - <f64>t * <f64>own)
    coded += squareOf(<f64>t * <f64>own)
    sum += own
  }
  const length = up(sqrt(square(query, d)))
  // What the sums may lose to rounding grows with d, |q| and |x|.
  const lost = length * <f32>(d + 32) * ROUNDING
  const away = f32x4.splat(up(sqrt(missing)) + lost)
  const near = f32x4.splat(up(sqrt(coded)))
  const scale = f32x4.splat(t)
  const zero = i32x4.splat(-OFFSET * sum)
  const highest = load<f32>(sketch)
  const order = orderAt(sketch, count, d)
  let facts = factsAt(sketch, count, d)
  let codes = sketch + FACTS
  for (let place = 0; place < count; place += BLOCK, facts += 4 * FACTS) {
    if (highest + (length + lost) * load<f32>(facts, 16) < bar) return
    let i0 = zero
    let i1 = zero
    let i2 = zero
    let i3 = zero
    for (let g = 0; g < groups; g++, codes += 64) {
      const four = v128.load32_splat(v + (<usize>g << 2))
      i0 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, v128.load(codes), i0)
      i1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, v128.load(codes, 16), i1)
      i2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, v128.load(codes, 32), i2)
      i3 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, v128.load(codes, 48), i3)
    }
    const least = f32x4.splat(bar)
    const f0 = f32x4.lt(bound(i0, facts, scale, away, near), least)
    const f1 = f32x4.lt(bound(i1, facts + FACTS, scale, away, near), least)
    const f2 = f32x4.lt(bound(i2, facts + 2 * FACTS, scale, away, near), least)
    const f3 = f32x4.lt(bound(i3, facts + 3 * FACTS, scale, away, near), least)
    if (i32x4.all_true(v128.and(v128.and(f0, f1), v128.and(f2, f3)))) continue
    const out = i32x4.bitmask(f0) | (i32x4.bitmask(f1) << 4) | (i32x4.bitmask(f2) << 8) | (i32x4.bitmask(f3) << 12)
    let left = ~out & ((1 << min(BLOCK, count - place)) - 1)
    for (; left; left &= left - 1) {
      const row = load<i32>(order + (<usize>(place + ctz(left)) << 2))
      if (allowed(row, mask)) offer(score(query, rows, d, row, start), row)
    }
  }
}

/** The most that the scores of four rows can be. */
// @ts-ignore: decorator
@inline
function bound(product: v128, facts: usize, scale: v128, away: v128, near: v128): v128 {
  let most = f32x4.relaxed_madd(near, v128.load(facts, 32), v128.load(facts, 48))
  most = f32x4.relaxed_madd(away, v128.load(facts, 16), most)
  return f32x4.relaxed_madd(f32x4.convert_i32x4_s(product), f32x4.mul(scale, v128.load(facts)), most)
}
