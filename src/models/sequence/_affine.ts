import type { Affine } from './_parameters.ts'
import type { Layer, Pass } from './_step.ts'

/** x W + b for every row x. */
export function affine(pass: Pass, { weight, bias }: Affine): Layer {
  const { gemm, take, factors: d } = pass
  return (input) => {
    const rows = input.length / d
    const output = gemm(input, weight.value, { m: rows, k: d, n: d }, { into: take(input.length) })
    addRow(output, bias.value)
    return {
      output,
      back(gradient) {
        addTo(weight.gradient, transposedProduct(pass, input, gradient, d, d))
        addRows(bias.gradient, gradient)
        const choice = { transposeB: true, into: take(input.length) }
        return gemm(gradient, weight.value, { m: rows, k: d, n: d }, choice)
      },
    }
  }
}

/**
 * A'B of matrices with the same rows.
 *
 * @param m columns of A
 * @param n columns of B
 * @returns m x n, taken from the pass
 */
export function transposedProduct(
  { gemm, take }: Pick<Pass, 'gemm' | 'take'>,
  a: Float32Array,
  b: Float32Array,
  m: number,
  n: number,
): Float32Array {
  const k = a.length / m
  return gemm(transposed(a, m, take(a.length)), b, { m, k, n }, { into: take(m * n) })
}

/** Adds a row to every row of a matrix. */
function addRow(matrix: Float32Array, row: Float32Array): void {
  const d = row.length
  for (let start = 0; start < matrix.length; start += d) {
    for (let f = 0; f < d; f++) matrix[start + f]! += row[f]!
  }
}

/** Adds every row of a matrix to one, four rows a pass. */
function addRows(sum: Float32Array, matrix: Float32Array): void {
  const d = sum.length
  let start = 0
  for (; start + 4 * d <= matrix.length; start += 4 * d) {
    for (let f = 0; f < d; f++) {
      const at = start + f
      sum[f]! += matrix[at]! + matrix[at + d]! + matrix[at + 2 * d]! + matrix[at + 3 * d]!
    }
  }
  for (; start < matrix.length; start += d) for (let f = 0; f < d; f++) sum[f]! += matrix[start + f]!
}

/** Adds one list of numbers to another. */
export function addTo(sum: Float32Array, more: Float32Array): void {
  for (let at = 0; at < sum.length; at++) sum[at]! += more[at]!
}

/** Rows of a block that fits the first-level cache, so that a walk down a column finds what the last one fetched. */
const TILE = 64

function transposed(matrix: Float32Array, columns: number, into: Float32Array): Float32Array {
  const rows = matrix.length / columns
  for (let from = 0; from < rows; from += TILE) {
    const to = Math.min(rows, from + TILE)
    for (let column = 0; column < columns; column++) {
      for (let row = from; row < to; row++) into[column * rows + row] = matrix[row * columns + column]!
    }
  }
  return into
}
