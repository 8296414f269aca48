/*
 * Ridge regressions of many rows on the rows they go with, all of one alternating step (Hu, Koren and Volinsky, "Collaborative
 * filtering for implicit feedback datasets", ICDM 2008): for each row x with its n rows f of the other side
 *
 *   A x = b    A = G + sum of f f' + penalty·I    b = sum of f    penalty = slope·n + level
 *
 * The rows f are fetched once into a block of memory that is read from front to back. Either x is improved by a few steps of
 * conjugate gradients, which never write A down (Takács, Pilászy and Tikk, "Applications of the conjugate gradient method
 * for implicit feedback collaborative filtering", RecSys 2011), or A is formed and factored. A row is worked on by one
 * thread from start to end, so the number of threads does not show in the result.
 *
 *   x, r, p, q   the solution, b - A x, the direction and -A p; floats of a vector: w, see strips.ts
 */
import { solve } from './normal-equations'
import { addMultiple, addStrip, fetch, high, inner, low, multiplyAndAdd, padded, putRow, STRIP, stripBytes, timesStrip } from './strips'

/** Floats in a block: nearly all rows fit, and those that do not are fetched anew each time. */
const BLOCK: i32 = 1 << 22
/** Nothing is left to improve. */
const DONE: f32 = 1e-30
/** Bytes of slope and level. */
const HEAD: usize = 64

/** Rows in a block: whole strips, one at least, and no more than the caller's longest list. */
function blockRows(d: i32, longest: i32): i32 {
  return min((longest + STRIP - 1) & ~7, max(STRIP, (BLOCK / padded(d)) & ~7))
}

/** Bytes of the system that all rows have in common: slope, level, G in strips and G in rows. */
export function systemBytes(d: i32): usize {
  return HEAD + ((<usize>padded(d) * <usize>padded(d)) << 3)
}

/** Bytes that `solveRows` needs at `work`. @param longest rows f of the row that has most */
export function solveBytes(d: i32, longest: i32): usize {
  const w = <usize>padded(d)
  return (4 * w + w * w + <usize>blockRows(d, longest) * w) << 2
}

/** Lays out G, d x d at `gram`, after slope and level, which are there already. */
export function layGram(gram: usize, d: i32, system: usize): void {
  const w = padded(d)
  const strips = system + HEAD
  const rows = strips + ((<usize>w * <usize>w) << 2)
  memory.fill(strips, 0, systemBytes(d) - HEAD)
  for (let i = 0; i < d; i++) {
    const row = gram + ((<usize>i * <usize>d) << 2)
    putRow(row, d, strips, i, w)
    memory.copy(rows + ((<usize>i * <usize>w) << 2), row, <usize>d << 2)
  }
}

/**
 * Improves or solves the rows of `side`; threads take the next part from a shared counter, until there is none.
 *
 * @param offsets for each row and one more, a place in `columns`, which names rows of `other`
 * @param cuts parts + 1 rows
 * @param system what `layGram` made
 * @param steps of conjugate gradients; 0 to solve exactly
 * @returns -1, or a row whose A is not positive definite in single precision
 */
export function solveRows(
  side: usize,
  other: usize,
  offsets: usize,
  columns: usize,
  cuts: usize,
  parts: i32,
  counter: usize,
  d: i32,
  longest: i32,
  system: usize,
  steps: i32,
  work: usize,
): i32 {
  const w = padded(d)
  const most = blockRows(d, longest)
  const slope = load<f32>(system)
  const level = load<f32>(system, 4)
  const gram = system + HEAD
  const squares = gram + ((<usize>w * <usize>w) << 2)
  const a = work + (<usize>w << 4)
  const block = a + ((<usize>w * <usize>w) << 2)
  memory.fill(work, 0, solveBytes(d, longest))
  let failed = -1
  for (let part = atomic.add<i32>(counter, 1); part < parts; part = atomic.add<i32>(counter, 1)) {
    const to = load<i32>(cuts + (<usize>part << 2), 4)
    for (let row = load<i32>(cuts + (<usize>part << 2)); row < to; row++) {
      const first = load<i32>(offsets + (<usize>row << 2))
      const n = load<i32>(offsets + (<usize>row << 2), 4) - first
      const mine = columns + (<usize>first << 2)
      const x = side + ((<usize>row * <usize>d) << 2)
      const penalty = slope * <f32>n + level
      if (n == 0) memory.fill(x, 0, <usize>d << 2)
      else if (steps > 0) improve(x, other, mine, n, d, w, most, gram, penalty, steps, work, block)
      else if (!solve(x, other, mine, n, d, w, squares, penalty, work, a, block)) failed = row
    }
  }
  return failed
}

/** A few steps of conjugate gradients from what is at `target`. */
function improve(
  target: usize,
  other: usize,
  columns: usize,
  n: i32,
  d: i32,
  w: i32,
  most: i32,
  gram: usize,
  penalty: f32,
  steps: i32,
  work: usize,
  block: usize,
): void {
  const x = work
  const r = x + (<usize>w << 2)
  const p = r + (<usize>w << 2)
  const q = p + (<usize>w << 2)
  if (n <= most) fetch(other, columns, n, d, w, block)
  memory.copy(x, target, <usize>d << 2)
  minusImage(x, other, columns, n, d, w, most, gram, penalty, 1, r, block)
  memory.copy(p, r, <usize>w << 2)
  let before = inner(r, r, w)
  for (let step = 0; step < steps && before > DONE; step++) {
    minusImage(p, other, columns, n, d, w, most, gram, penalty, 0, q, block)
    const length = before / -inner(p, q, w)
    addMultiple(x, length, p, w)
    addMultiple(r, length, q, w)
    const after = inner(r, r, w)
    multiplyAndAdd(p, after / before, r, w)
    before = after
  }
  memory.copy(target, x, <usize>d << 2)
}

/** to = target·b - A v: with target 1 what is left of the equations, with 0 the image of v, its sign turned. */
function minusImage(
  v: usize,
  other: usize,
  columns: usize,
  n: i32,
  d: i32,
  w: i32,
  most: i32,
  gram: usize,
  penalty: f32,
  target: f32,
  to: usize,
  block: usize,
): void {
  const minus = f32x4.splat(-penalty)
  for (let p: usize = 0; p < <usize>w << 2; p += 16) v128.store(to + p, f32x4.mul(minus, v128.load(v + p)))
  for (let j: usize = 0; j < <usize>w << 2; j += 32, gram += stripBytes(w)) {
    addStrip(gram, w, f32x4.neg(v128.load(v + j)), f32x4.neg(v128.load(v + j, 16)), to)
  }
  const targets = f32x4.splat(target)
  for (let from = 0; from < n; from += most) {
    const rows = min(most, n - from)
    if (n > most) fetch(other, columns + (<usize>from << 2), rows, d, w, block)
    const end = block + <usize>((rows + STRIP - 1) / STRIP) * stripBytes(w)
    for (let strip = block; strip < end; strip += stripBytes(w)) {
      timesStrip(v, strip, w)
      addStrip(strip, w, f32x4.sub(targets, low), f32x4.sub(targets, high), to)
    }
  }
}
