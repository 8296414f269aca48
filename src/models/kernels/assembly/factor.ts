/* Cholesky's A = U'U of a small matrix with rows of w floats, w a multiple of eight, and the solution of its equations. */
import { addMultiple, inner } from './strips'

/** A = U'U in the upper triangle, four rows of U at a time; what is below it is not used. @returns false for a bad pivot */
export function factor(a: usize, w: i32): bool {
  const row = <usize>w << 2
  for (let k = 0; k < w; k += 4) {
    const top = a + <usize>k * row
    for (let m = 0; m < 4; m++) {
      const mine = top + <usize>m * row
      for (let above = 0; above < m; above++) {
        const other = top + <usize>above * row
        addMultipleFrom(mine, -load<f32>(other + (<usize>(k + m) << 2)), other, k, w)
      }
      const pivot = load<f32>(mine + (<usize>(k + m) << 2))
      if (!(pivot > 0 && pivot < f32.MAX_VALUE)) return false
      const scale = f32x4.splat(<f32>1 / sqrt<f32>(pivot))
      for (let j = k; j < w; j += 4) {
        const at = mine + (<usize>j << 2)
        v128.store(at, f32x4.mul(scale, v128.load(at)))
      }
    }
    for (let i = k + 4; i < w; i += 2) subtractFour(top, row, i, w, a + <usize>i * row)
  }
  return true
}

/** Takes four rows of U, each times its number in columns i and i + 1, from rows i and i + 1 of A. */
function subtractFour(u0: usize, row: usize, i: i32, w: i32, first: usize): void {
  const u1 = u0 + row
  const u2 = u1 + row
  const u3 = u2 + row
  const second = first + row
  const column = <usize>i << 2
  const a0 = f32x4.neg(v128.load_splat<f32>(u0 + column))
  const a1 = f32x4.neg(v128.load_splat<f32>(u1 + column))
  const a2 = f32x4.neg(v128.load_splat<f32>(u2 + column))
  const a3 = f32x4.neg(v128.load_splat<f32>(u3 + column))
  const b0 = f32x4.neg(v128.load_splat<f32>(u0 + column, 4))
  const b1 = f32x4.neg(v128.load_splat<f32>(u1 + column, 4))
  const b2 = f32x4.neg(v128.load_splat<f32>(u2 + column, 4))
  const b3 = f32x4.neg(v128.load_splat<f32>(u3 + column, 4))
  for (let at: usize = <usize>(i & ~3) << 2; at < row; at += 16) {
    let a = v128.load(first + at)
    let b = v128.load(second + at)
    let u = v128.load(u0 + at)
    a = f32x4.relaxed_madd(a0, u, a)
    b = f32x4.relaxed_madd(b0, u, b)
    u = v128.load(u1 + at)
    a = f32x4.relaxed_madd(a1, u, a)
    b = f32x4.relaxed_madd(b1, u, b)
    u = v128.load(u2 + at)
    a = f32x4.relaxed_madd(a2, u, a)
    b = f32x4.relaxed_madd(b2, u, b)
    u = v128.load(u3 + at)
    a = f32x4.relaxed_madd(a3, u, a)
    b = f32x4.relaxed_madd(b3, u, b)
    v128.store(first + at, a)
    v128.store(second + at, b)
  }
}

/** a += factor·b from number `from`, a multiple of four, on. */
function addMultipleFrom(a: usize, factor: f32, b: usize, from: i32, w: i32): void {
  const start = <usize>from << 2
  addMultiple(a + start, factor, b + start, w - from)
}

/** b becomes x of U'U x = b. */
export function substitute(u: usize, w: i32, b: usize): void {
  for (let k = 0; k < w; k++) {
    const row = u + ((<usize>k * <usize>w) << 2)
    const place = b + (<usize>k << 2)
    const value = load<f32>(place) / load<f32>(row + (<usize>k << 2))
    store<f32>(place, value)
    let j = k + 1
    for (; j < w && j & 3; j++) {
      const at = <usize>j << 2
      store<f32>(b + at, load<f32>(b + at) - value * load<f32>(row + at))
    }
    if (j < w) addMultipleFrom(b, -value, row, j, w)
  }
  for (let k = w - 1; k >= 0; k--) {
    const row = u + ((<usize>k * <usize>w) << 2)
    let rest = load<f32>(b + (<usize>k << 2))
    let j = k + 1
    for (; j < w && j & 3; j++) rest -= load<f32>(row + (<usize>j << 2)) * load<f32>(b + (<usize>j << 2))
    if (j < w) rest -= inner(row + (<usize>j << 2), b + (<usize>j << 2), w - j)
    store<f32>(b + (<usize>k << 2), rest / load<f32>(row + (<usize>k << 2)))
  }
}
