import type { Baskets } from '../_baskets.ts'
import { kernels } from '../kernels/index.ts'
import type { IalsOptions } from './options.ts'

/** F'F of the rows of F. @returns d x d, row-major */
export function gramOf(factors: Float32Array, d: number, threads: number): Float32Array {
  const rows = factors.length / d
  const flipped = new Float32Array(factors.length)
  for (let row = 0; row < rows; row++) for (let f = 0; f < d; f++) flipped[f * rows + row] = factors[row * d + f]!
  return kernels({ threads }).gemm(flipped, factors, { m: d, k: rows, n: d })
}

/**
 * The normal equations A x = b of all vectors of one side, the other side fixed; no A is ever written out.
 *
 * A vector that goes with n rows f of the other side has A = a0 G + sum of f f' + lambda (n + a0 N) I and b = sum of f, where G
 * is the other side's gram and N its number of rows. The gram makes the cost of the unobserved pairs independent of
 * their number (Hu, Koren and Volinsky 2008, section 4).
 */
export class Equations {
  readonly #other: Float32Array
  readonly #observed: Baskets
  readonly #options: IalsOptions
  readonly #threads: number
  /** a0 G */
  readonly #gram: Float32Array

  /**
   * @param other the fixed side, row-major
   * @param observed for each vector, the rows of `other` that it goes with
   */
  constructor(other: Float32Array, observed: Baskets, options: IalsOptions, threads: number) {
    this.#other = other
    this.#observed = observed
    this.#options = options
    this.#threads = threads
    this.#gram = gramOf(other, options.factors, threads).map((value) => value * options.unobserved)
  }

  /** b of every vector. */
  right(): Float32Array {
    const { offsets, columns } = this.#observed
    const other = this.#other
    const d = this.#options.factors
    const b = new Float32Array((offsets.length - 1) * d)
    for (let row = 0; row + 1 < offsets.length; row++) {
      for (let place = offsets[row]!; place < offsets[row + 1]!; place++) {
        for (let f = 0, at = columns[place]! * d; f < d; f++, at++) b[row * d + f]! += other[at]!
      }
    }
    return b
  }

  /** Writes A x for every vector x. */
  multiply(vectors: Float32Array, into: Float32Array): void {
    const { factors: d, unobserved, regularisation } = this.#options
    const { offsets, columns } = this.#observed
    const rows = offsets.length - 1
    kernels({ threads: this.#threads }).gemm(vectors, this.#gram, { m: rows, k: d, n: d }, { into })
    for (let row = 0; row < rows; row++) {
      const from = offsets[row]!
      const to = offsets[row + 1]!
      const penalty = regularisation * (to - from + (unobserved * this.#other.length) / d)
      for (let at = row * d; at < (row + 1) * d; at++) into[at]! += penalty * vectors[at]!
      addOuter(this.#other, columns.subarray(from, to), vectors.subarray(row * d, (row + 1) * d), into, row * d)
    }
  }
}

/** Adds the sum of f (f . x) over some rows f, to the numbers of `into` from `start` on; four rows a pass. */
function addOuter(other: Float32Array, rows: Int32Array, x: Float32Array, into: Float32Array, start: number): void {
  const d = x.length
  let r = 0
  for (; r + 4 <= rows.length; r += 4) {
    const i = rows[r]! * d
    const j = rows[r + 1]! * d
    const k = rows[r + 2]! * d
    const l = rows[r + 3]! * d
    let a = 0
    let b = 0
    let c = 0
    let e = 0
    for (let f = 0; f < d; f++) {
      const xf = x[f]!
      a += xf * other[i + f]!
      b += xf * other[j + f]!
      c += xf * other[k + f]!
      e += xf * other[l + f]!
    }
    for (let f = 0; f < d; f++) {
      into[start + f]! += a * other[i + f]! + b * other[j + f]! + c * other[k + f]! + e * other[l + f]!
    }
  }
  for (; r < rows.length; r++) {
    const i = rows[r]! * d
    let a = 0
    for (let f = 0; f < d; f++) a += x[f]! * other[i + f]!
    for (let f = 0; f < d; f++) into[start + f]! += a * other[i + f]!
  }
}
