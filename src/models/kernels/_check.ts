import { TastemakerError } from '../../domain/errors.ts'
import type { GemmChoice, GemmShape } from './contract.ts'

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
  if (d === 0) throw new TastemakerError('config/range', 'Rows of d = 0 numbers have no dot product.', 'Take d >= 1.')
  const count = Math.floor(rows.length / d)
  checkLength('The table of rows', rows, [count, d])
  checkMask(mask, count)
  return count
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
