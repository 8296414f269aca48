import { solveInPlace } from './_cholesky.ts'

/** A bias and a vector that were solved for together. */
export interface Solved {
  /** In units of the rating. */
  readonly bias: number
  readonly vector: Float32Array
}

/** How strongly a bias and a vector are held at zero. */
export interface Penalty {
  /** lambda: for each rating. */
  readonly regularisation: number
  /** kappa: once, however few the ratings. */
  readonly shrinkage: number
}

/**
 * Ridge regression of some ratings on the fixed vectors of the other side: a person's bias and factors given the items, or
 * an item's given people.
 *
 * Minimises sum of (t_r - b - x . w_r)^2 + (lambda n + kappa) (b^2 + |x|^2) over the n ratings r: a penalty lambda a rating, as
 * descent applies it (Zhou et al. 2008, "Large-scale parallel collaborative filtering for the Netflix prize"), and kappa
 * once, without which one rating would be taken for the whole person.
 *
 * @param rows for each rating its row of `vectors`
 * @param targets for each rating what is left to explain
 * @param vectors w: row-major, d numbers a row
 * @returns zeros without ratings
 */
export function solveRatings(
  rows: Int32Array,
  targets: Float64Array,
  vectors: Float32Array,
  d: number,
  { regularisation, shrinkage }: Penalty,
): Solved {
  const n = rows.length
  if (n === 0) return { bias: 0, vector: new Float32Array(d) }
  // The bias is the last unknown; its column of w is 1.
  const size = d + 1
  const a = new Float64Array(size * size)
  const b = new Float64Array(size)
  addSquares(rows, vectors, d, a)
  for (let r = 0; r < n; r++) {
    const row = rows[r]! * d
    const target = targets[r]!
    for (let f = 0; f < d; f++) {
      b[f]! += vectors[row + f]! * target
      a[d * size + f]! += vectors[row + f]!
    }
    b[d]! += target
  }
  a[size * size - 1] = n
  for (let f = 0; f < size; f++) a[f * size + f]! += regularisation * n + shrinkage
  solveInPlace(a, b)
  return { bias: Math.fround(b[d]!), vector: Float32Array.from(b.subarray(0, d)) }
}

/** Adds the lower triangle of the sum of w w', four rows a pass, to a matrix one wider than w is long. */
function addSquares(rows: Int32Array, vectors: Float32Array, d: number, a: Float64Array): void {
  const size = d + 1
  let r = 0
  for (; r + 4 <= rows.length; r += 4) {
    const i = rows[r]! * d
    const j = rows[r + 1]! * d
    const k = rows[r + 2]! * d
    const l = rows[r + 3]! * d
    for (let f = 0; f < d; f++) {
      const w = vectors[i + f]!
      const x = vectors[j + f]!
      const y = vectors[k + f]!
      const z = vectors[l + f]!
      for (let g = 0; g <= f; g++) {
        a[f * size + g]! += w * vectors[i + g]! + x * vectors[j + g]! + y * vectors[k + g]! + z * vectors[l + g]!
      }
    }
  }
  for (; r < rows.length; r++) {
    const i = rows[r]! * d
    for (let f = 0; f < d; f++) for (let g = 0; g <= f; g++) a[f * size + g]! += vectors[i + f]! * vectors[i + g]!
  }
}
