/*
 * The readable twins of the kernels: one loop for each sum, nothing blocked, nothing shared, sums in float64. They define
 * what the kernels compute; the tests hold the two together.
 */

import {
  checkGemm,
  checkK,
  checkMask,
  checkQueries,
  checkRows,
  checkSquare,
  checkTable,
  notPositiveDefinite,
} from './_check.ts'
import { solveRows } from './_solve-rows-reference.ts'
import type { Arithmetic, Barred, GemmChoice, GemmShape, Ranked, RowTable } from './contract.ts'

/**
 * The kernels in plain TypeScript, for reading, for tests and for measuring against.
 *
 * @example reference.gemm(new Float32Array([1, 2]), new Float32Array([3, 4]), { m: 1, k: 2, n: 1 }) // [11]
 */
export const reference: Arithmetic = {
  ...{ gemm, gram, cholesky, symmetricInverse, dotTopK, topK },
  ...{ solveRows, products, best, bestOfMany },
}

function gemm(a: Float32Array, b: Float32Array, shape: GemmShape, choice: GemmChoice = {}): Float32Array {
  checkGemm(a, b, shape, choice)
  const { m, k, n } = shape
  const c = choice.into ?? new Float32Array(m * n)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let p = 0; p < k; p++) sum += a[i * k + p]! * (choice.transposeB ? b[j * k + p]! : b[p * n + j]!)
      c[i * n + j] = sum
    }
  }
  return c
}

function gram(rows: Float32Array, d: number): Float32Array {
  const count = checkTable(rows, d)
  const flipped = Float32Array.from(rows, (_, place) => rows[(place % count) * d + Math.floor(place / count)]!)
  return gemm(flipped, rows, { m: d, k: count, n: d })
}

function cholesky(matrix: Float32Array, n: number): Float32Array {
  checkSquare(matrix, n)
  matrix.set(factor(matrix, n))
  return matrix
}

/** A^-1 = L^-T·L^-1. */
function symmetricInverse(matrix: Float32Array, n: number): Float32Array {
  checkSquare(matrix, n)
  const w = lowerInverse(factor(matrix, n), n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let p = i; p < n; p++) sum += w[p * n + i]! * w[p * n + j]!
      matrix[i * n + j] = sum
      matrix[j * n + i] = sum
    }
  }
  return matrix
}

function dotTopK(query: Float32Array, rows: Float32Array, d: number, k: number, mask?: Uint8Array): Ranked {
  checkK(k)
  const count = checkRows(query, rows, d, mask)
  return topK(gemm(rows, query, { m: count, k: d, n: 1 }), k, mask)
}

function topK(scores: Float32Array, k: number, mask?: Uint8Array): Ranked {
  checkK(k)
  checkMask(mask, scores.length)
  const rows = Array.from(scores.keys()).filter((row) => !mask?.[row])
  const numbers = rows.filter((row) => !Number.isNaN(scores[row]))
  const rest = rows.filter((row) => Number.isNaN(scores[row]))
  numbers.sort((left, right) => descending(scores[left]!, scores[right]!) || left - right)
  const indices = Int32Array.from([...numbers, ...rest].slice(0, k))
  return { indices, scores: Float32Array.from(indices, (row) => scores[row]!) }
}

function products(table: RowTable, query: Float32Array, into?: Float32Array): Float32Array {
  const { count } = checkQueries(table, query, {})
  const scores = gemm(table.rows, query, { m: count, k: table.d, n: 1 }, into ? { into } : {})
  const { start } = table
  if (start) for (let row = 0; row < count; row++) scores[row]! += start[row]!
  return scores
}

function best(table: RowTable, query: Float32Array, k: number, mask?: Uint8Array): Ranked {
  return topK(products(table, query), k, mask)
}

function bestOfMany(table: RowTable, queries: Float32Array, k: number, barred: Barred = {}): Ranked {
  checkK(k)
  const { count, m } = checkQueries(table, queries, barred)
  const indices = new Int32Array(m * k).fill(-1)
  const scores = new Float32Array(m * k).fill(Number.NaN)
  for (let query = 0; query < m; query++) {
    const mask = barred.mask?.slice() ?? new Uint8Array(count)
    const { offsets, columns } = barred.own ?? NOBODY
    for (const row of columns.subarray(offsets[query], offsets[query + 1])) mask[row] = 1
    const found = best(table, queries.subarray(query * table.d, (query + 1) * table.d), k, mask)
    indices.set(found.indices, query * k)
    scores.set(found.scores, query * k)
  }
  return { indices, scores }
}

/** Rows of nobody. */
const NOBODY = { offsets: new Int32Array(0), columns: new Int32Array(0) }

/** Not a subtraction: two infinities are equal, and their difference is not a number. */
function descending(left: number, right: number): number {
  return Number(right > left) - Number(right < left)
}

/** The lower factor L of A = L·Lᵀ, row by row: l_jj = √(a_jj - Σ l_jp²), l_ij = (a_ij - Σ l_ip·l_jp) / l_jj. */
function factor(a: Float32Array, n: number): Float64Array {
  const l = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * n + j]!
      for (let p = 0; p < j; p++) rest -= l[i * n + p]! * l[j * n + p]!
      if (i === j && !(rest > 0 && rest < Number.POSITIVE_INFINITY)) throw notPositiveDefinite(i, rest)
      l[i * n + j] = i === j ? Math.sqrt(rest) : rest / l[j * n + j]!
    }
  }
  return l
}

/** L^-1 by forward substitution, column by column. */
function lowerInverse(l: Float64Array, n: number): Float64Array {
  const w = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    w[j * n + j] = 1 / l[j * n + j]!
    for (let i = j + 1; i < n; i++) {
      let sum = 0
      for (let p = j; p < i; p++) sum += l[i * n + p]! * w[p * n + j]!
      w[i * n + j] = -sum / l[i * n + i]!
    }
  }
  return w
}
