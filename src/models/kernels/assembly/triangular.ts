/*
 * What triangular algorithms need beside multiplication: the factor and the inverse of a small block on the diagonal, and
 * copies across it. Larger triangles are built from these by recursion, outside.
 */

/** Rows of the largest block on the diagonal, and floats in a row of its inverse. */
const LEAF: i32 = 64

/** The same number for the caller. */
export function leafRows(): i32 {
  return LEAF
}

/**
 * Replaces the n x n block at `a` (n <= LEAF, `row` floats a row) by its lower Cholesky factor L with zeros above it, and
 * writes L^-1, zeros above it too, to `inverse` (LEAF floats a row).
 *
 * @returns -1, or the pivot that is not positive, whose value then stands at its place in the block
 */
export function factorLeaf(a: usize, row: i32, n: i32, inverse: usize): i32 {
  for (let j = 0; j < n; j++) {
    const pivot = get(a, row, j, j) - dot(a, row, j, j, j)
    if (!(pivot > 0 && pivot < f32.MAX_VALUE)) {
      set(a, row, j, j, pivot)
      return j
    }
    const diagonal = sqrt<f32>(pivot)
    set(a, row, j, j, diagonal)
    for (let i = j + 1; i < n; i++) {
      set(a, row, i, j, (get(a, row, i, j) - dot(a, row, i, j, j)) / diagonal)
      set(a, row, j, i, 0)
    }
  }
  memory.fill(inverse, 0, (LEAF * LEAF) << 2)
  for (let j = 0; j < n; j++) {
    set(inverse, LEAF, j, j, <f32>1 / get(a, row, j, j))
    for (let i = j + 1; i < n; i++) {
      let sum: f32 = 0
      for (let p = j; p < i; p++) sum += get(a, row, i, p) * get(inverse, LEAF, p, j)
      set(inverse, LEAF, i, j, -sum / get(a, row, i, i))
    }
  }
  return -1
}

/** Sets everything above the diagonal of an n x n matrix to zero. */
export function clearUpper(a: usize, n: i32): void {
  for (let i = 0; i < n - 1; i++) memory.fill(place(a, n, i, i + 1), 0, <usize>(n - 1 - i) << 2)
}

/** Copies what is under the diagonal of an n x n matrix above it, in squares that fit the cache. */
export function mirrorLower(a: usize, n: i32): void {
  for (let top = 0; top < n; top += LEAF) {
    for (let left = 0; left <= top; left += LEAF) {
      for (let i = top; i < min(top + LEAF, n); i++) {
        for (let j = left; j < min(left + LEAF, i); j++) set(a, n, j, i, get(a, n, i, j))
      }
    }
  }
}

/** Sum over p < count of a[i][p]·a[j][p]. */
function dot(a: usize, row: i32, i: i32, j: i32, count: i32): f32 {
  let x = place(a, row, i, 0)
  let y = place(a, row, j, 0)
  let sum: f32 = 0
  for (let p = 0; p < count; p++, x += 4, y += 4) sum += load<f32>(x) * load<f32>(y)
  return sum
}

// @ts-ignore: decorator
@inline
function place(a: usize, row: i32, i: i32, j: i32): usize {
  return a + ((<usize>i * <usize>row + <usize>j) << 2)
}

// @ts-ignore: decorator
@inline
function get(a: usize, row: i32, i: i32, j: i32): f32 {
  return load<f32>(place(a, row, i, j))
}

// @ts-ignore: decorator
@inline
function set(a: usize, row: i32, i: i32, j: i32, value: f32): void {
  store<f32>(place(a, row, i, j), value)
}
