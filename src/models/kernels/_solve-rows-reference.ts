import { checkSystems, singularRow } from './_check.ts'
import type { RowSystems } from './contract.ts'

/** The twin of `solveRows`: every A is written out, in float64. */
export function solveRows(vectors: Float32Array, systems: RowSystems): Float32Array {
  checkSystems(vectors, systems)
  const { d, observed, steps } = systems
  for (let row = 0; row + 1 < observed.offsets.length; row++) {
    const mine = observed.columns.subarray(observed.offsets[row]!, observed.offsets[row + 1]!)
    const x = Float64Array.from(vectors.subarray(row * d, (row + 1) * d))
    const { a, b } = equationsOf(mine, systems)
    if (mine.length === 0) x.fill(0)
    else if (steps > 0) improve(x, a, b, steps)
    else if (!solve(x, a, b)) throw singularRow(row)
    vectors.set(x, row * d)
  }
  return vectors
}

/** A = a0·G + Σ f·fᵀ + penalty·I and b = Σ f. */
function equationsOf(rows: Int32Array, { d, other, gram, population, unobserved, regularisation }: RowSystems) {
  const a = Float64Array.from(gram, (value) => unobserved * value)
  const b = new Float64Array(d)
  for (let i = 0; i < d; i++) a[i * d + i]! += regularisation * (rows.length + unobserved * population)
  for (const row of rows) {
    const f = other.subarray(row * d, (row + 1) * d)
    for (let i = 0; i < d; i++) {
      b[i]! += f[i]!
      for (let j = 0; j < d; j++) a[i * d + j]! += f[i]! * f[j]!
    }
  }
  return { a, b }
}

/** Conjugate gradients (Hestenes and Stiefel 1952): r = b - A x, p the direction. */
function improve(x: Float64Array, a: Float64Array, b: Float64Array, steps: number): void {
  const image = times(a, x)
  const r = b.map((value, i) => value - image[i]!)
  const p = r.slice()
  for (let step = 0; step < steps && inner(r, r) > 1e-30; step++) {
    const q = times(a, p)
    const before = inner(r, r)
    const length = before / inner(p, q)
    for (let i = 0; i < x.length; i++) {
      x[i]! += length * p[i]!
      r[i]! -= length * q[i]!
    }
    const turn = inner(r, r) / before
    for (let i = 0; i < x.length; i++) p[i] = r[i]! + turn * p[i]!
  }
}

/** Gauss's elimination, which a positive definite matrix bears without exchanging rows. @returns false for a bad pivot */
function solve(x: Float64Array, a: Float64Array, b: Float64Array): boolean {
  const d = b.length
  x.set(b)
  for (let k = 0; k < d; k++) {
    if (!(a[k * d + k]! > 0)) return false
    for (let i = k + 1; i < d; i++) {
      const factor = a[i * d + k]! / a[k * d + k]!
      for (let j = k; j < d; j++) a[i * d + j]! -= factor * a[k * d + j]!
      x[i]! -= factor * x[k]!
    }
  }
  for (let k = d - 1; k >= 0; k--) {
    for (let j = k + 1; j < d; j++) x[k]! -= a[k * d + j]! * x[j]!
    x[k]! /= a[k * d + k]!
  }
  return true
}

function times(a: Float64Array, x: Float64Array): Float64Array {
  const d = x.length
  return x.map((_, i) => inner(a.subarray(i * d, (i + 1) * d), x))
}

function inner(left: Float64Array, right: Float64Array): number {
  return left.reduce((sum, value, i) => sum + value * right[i]!, 0)
}
