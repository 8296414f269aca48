/*
 * The leading singular vectors of a sparse matrix, by chance and a few passes over the data.
 *
 * X times random vectors falls, nearly, into the space of its leading singular vectors; power iterations with X'X bring it
 * nearer, each followed by a QR factorisation, for without one all vectors turn into the first. Inside that space of few
 * dimensions the decomposition is exact (Halko, Martinsson and Tropp 2011, "Finding structure with randomness: probabilistic
 * algorithms for constructing approximate matrix decompositions", algorithms 4.4 and 5.1; here on the side of the columns,
 * by X'X = V S^2 V').
 *
 *   n columns   l = d + a few more than asked for   Q l vectors of n numbers, orthonormal
 */
import { orthonormalise } from './orthonormalise.ts'
import type { RandomStream } from './random.ts'
import { eigen } from './symmetric-eigen.ts'

/** A sparse matrix by rows: row `i` has the places `offsets[i]` to `offsets[i + 1]`. */
export interface SparseMatrix {
  readonly offsets: Int32Array
  readonly columns: Int32Array
  /** The number at each place; all are 1 where it is left out. */
  readonly weights?: Float64Array
}

/** Right singular vectors and singular values, largest first. */
export interface RightSingular {
  /** d unit vectors of as many numbers as there are columns; zeros where the matrix has no more. */
  readonly vectors: readonly Float64Array[]
  readonly values: Float64Array
}

/** Vectors beyond those asked for, which take the error (Halko et al., section 4.2). */
const OVERSAMPLING = 10

/**
 * The d leading right singular vectors of a sparse matrix.
 *
 * @param columns number of columns
 * @param powers power iterations: more bring it nearer to the truth
 * @example rightSingular({ offsets, columns }, 12, { factors: 4, powers: 2 }, random).values
 */
export function rightSingular(
  matrix: SparseMatrix,
  columns: number,
  { factors, powers }: { readonly factors: number; readonly powers: number },
  random: RandomStream,
): RightSingular {
  const size = Math.min(factors + OVERSAMPLING, columns)
  const q = Array.from({ length: size }, () => Float64Array.from({ length: columns }, () => random.normal()))
  for (let power = 0; power <= powers; power++) {
    orthonormalise(q)
    for (const vector of q) vector.set(timesGram(matrix, vector))
  }
  orthonormalise(q)
  // Q'X'XQ = W S^2 W', so that V = Q W.
  const images = q.map((vector) => timesMatrix(matrix, vector))
  const small = Float64Array.from({ length: size * size }, (_, at) =>
    dot(images[Math.floor(at / size)]!, images[at % size]!),
  )
  const { values, vectors: w } = eigen(small, size)
  const kept = Math.min(factors, size)
  const vectors = Array.from({ length: kept }, (_, f) => {
    const v = new Float64Array(columns)
    for (const [j, vector] of q.entries()) for (let i = 0; i < columns; i++) v[i]! += w[j * size + f]! * vector[i]!
    return v
  })
  return { vectors, values: values.slice(0, kept).map((square) => Math.sqrt(Math.max(square, 0))) }
}

/** X q. */
function timesMatrix({ offsets, columns, weights }: SparseMatrix, vector: Float64Array): Float64Array {
  const image = new Float64Array(offsets.length - 1)
  for (let row = 0; row < image.length; row++) {
    let sum = 0
    for (let place = offsets[row]!; place < offsets[row + 1]!; place++) {
      sum += weights ? weights[place]! * vector[columns[place]!]! : vector[columns[place]!]!
    }
    image[row] = sum
  }
  return image
}

/** X'X q. */
function timesGram(matrix: SparseMatrix, vector: Float64Array): Float64Array {
  const { offsets, columns, weights } = matrix
  const image = timesMatrix(matrix, vector)
  const result = new Float64Array(vector.length)
  for (let row = 0; row < image.length; row++) {
    const value = image[row]!
    for (let place = offsets[row]!; place < offsets[row + 1]!; place++) {
      result[columns[place]!]! += weights ? weights[place]! * value : value
    }
  }
  return result
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
