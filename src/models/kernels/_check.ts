import { TastemakerError } from '../../domain/errors.ts'
import type { Barred, GemmChoice, GemmShape, RowSystems, RowTable, SparseRows } from './contract.ts'

/** Throws unless the arrays have the sizes of the product and the target is apart from them. */
export function checkGemm(a: Float32Array, b: Float32Array, { m, k, n }: GemmShape, choice: GemmChoice): void {
  checkLength('A', a, [m, k])
  checkLength('B', b, choice.transposeB ? [n, k] : [k, n])
  const { into } = choice
  if (!into) return
  checkLength('C', into, [m, n])
  if (overlap(into, a) || overlap(into, b)) {
    throw new TastemakerError('config/range', 'The target of a product overlaps A or B.', 'Give C an array of its own.')
  }
}

/** Throws unless the array is an n x n matrix. */
export function checkSquare(matrix: Float32Array, n: number): void {
  checkLength('The matrix', matrix, [n, n])
}

/** Throws unless query, rows and mask belong together. @returns the number of rows */
export function checkRows(query: Float32Array, rows: Float32Array, d: number, mask: Uint8Array | undefined): number {
  checkLength('The query', query, [d])
  const count = checkTable(rows, d)
  checkMask(mask, count)
  return count
}

/** Throws unless an array is whole rows of d numbers. @returns the number of rows */
export function checkTable(rows: Float32Array, d: number): number {
  if (d === 0) throw new TastemakerError('config/range', 'Rows of d = 0 numbers have no dot product.', 'Take d >= 1.')
  const count = Math.floor(rows.length / d)
  checkLength('The table of rows', rows, [count, d])
  return count
}

/** Throws unless table and queries belong together. @returns the number of rows and of queries */
export function checkQueries(
  { rows, d, start }: RowTable,
  queries: Float32Array,
  { mask, own }: Barred,
): { readonly count: number; readonly m: number } {
  const count = checkTable(rows, d)
  const m = Math.floor(queries.length / d)
  checkLength('The queries', queries, [m, d])
  if (start) checkLength('The start', start, [count])
  checkMask(mask, count)
  if (own) checkSparse('The barred rows', own, m)
  return { count, m }
}

/** Throws unless vectors and equations belong together. */
export function checkSystems(vectors: Float32Array, { d, other, observed, gram }: RowSystems): void {
  checkTable(other, d)
  checkLength('The gram', gram, [d, d])
  checkLength('The vectors', vectors, [observed.offsets.length - 1, d])
  checkSparse('The observed rows', observed, observed.offsets.length - 1)
}

/** The error of equations that have no answer in single precision. */
export function singularRow(row: number): TastemakerError {
  return new TastemakerError(
    'model/unsupported',
    `The equations of vector ${row} are singular in single precision.`,
    'Take a larger regularisation.',
  )
}

function checkSparse(name: string, { offsets, columns }: SparseRows, rows: number): void {
  checkLength(`The offsets of ${name.toLowerCase()}`, offsets, [rows + 1])
  if (offsets[0] === 0) checkLength(name, columns, [offsets[rows]!])
}

/** Throws unless a mask has one byte for each row. */
export function checkMask(mask: Uint8Array | undefined, count: number): void {
  if (mask) checkLength('The mask', mask, [count])
}

/** Throws unless k is a whole number from 1. */
export function checkK(k: number): void {
  if (Number.isInteger(k) && k >= 1) return
  throw new TastemakerError('metric/k', `k must be a whole number from 1, got ${k}.`, 'Try k = 10.')
}

/** The error of a pivot that a positive definite matrix can not have. */
export function notPositiveDefinite(pivot: number, value: number): TastemakerError {
  return new TastemakerError(
    'model/unsupported',
    `The matrix is not positive definite: pivot ${pivot} is ${value}, and it must be above 0.`,
    'Add a larger ridge to the diagonal.',
  )
}

function checkLength(name: string, array: { readonly length: number }, sizes: readonly number[]): void {
  const whole = sizes.every((size) => Number.isInteger(size) && size >= 0)
  if (whole && array.length === sizes.reduce((product, size) => product * size, 1)) return
  throw new TastemakerError(
    'config/range',
    `${name} must hold ${sizes.join(' x ')} numbers, got ${array.length}.`,
    'Check the sizes given beside the arrays.',
  )
}

function overlap(left: Float32Array, right: Float32Array): boolean {
  if (left.buffer !== right.buffer || left.length === 0 || right.length === 0) return false
  return left.byteOffset < right.byteOffset + right.byteLength && right.byteOffset < left.byteOffset + left.byteLength
}
