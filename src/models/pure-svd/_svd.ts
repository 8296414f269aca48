/*
 * The leading singular vectors of a sparse binary matrix, by chance and a few passes over the data.
 *
 * X times random vectors falls, nearly, into the space of its leading singular vectors; power iterations with X'X bring it
 * nearer, each followed by a QR factorisation, for without one all vectors turn into the first. Inside that space of few
 * dimensions the decomposition is exact (Halko, Martinsson and Tropp 2011, "Finding structure with randomness: probabilistic
 * algorithms for constructing approximate matrix decompositions", algorithms 4.4 and 5.1; here on the side of the items,
 * by X'X = V S^2 V').
 *
 *   n items   l = d + a few more than asked for   Q l vectors of n numbers, orthonormal
 */
import type { RandomStream } from '../../random.ts'
import type { Baskets } from '../_baskets.ts'
import { eigen } from './_jacobi.ts'
import { orthonormalise } from './_qr.ts'

/** Right singular vectors and singular values, largest first. */
export interface RightSingular {
  /** d unit vectors of as many numbers as there are items; zeros where the matrix has no more. */
  readonly vectors: readonly Float64Array[]
  readonly values: Float64Array
}

/** Vectors beyond those asked for, which take the error (Halko et al., section 4.2). */
const OVERSAMPLING = 10

/**
 * The d leading right singular vectors of a sparse binary matrix.
 *
 * @param baskets the matrix, one row a person
 * @param items number of columns
 * @param powers power iterations: more bring it nearer to the truth
 */
export function rightSingular(
  baskets: Baskets,
  items: number,
  { factors, powers }: { readonly factors: number; readonly powers: number },
  random: RandomStream,
): RightSingular {
  const size = Math.min(factors + OVERSAMPLING, items)
  const q = Array.from({ length: size }, () => Float64Array.from({ length: items }, () => random.normal()))
  for (let power = 0; power <= powers; power++) {
    orthonormalise(q)
    for (const vector of q) vector.set(timesGram(baskets, vector))
  }
  orthonormalise(q)
  // Q'X'XQ = W S^2 W', so that V = Q W.
  const images = q.map((vector) => timesMatrix(baskets, vector))
  const small = Float64Array.from({ length: size * size }, (_, at) =>
    dot(images[Math.floor(at / size)]!, images[at % size]!),
  )
  const { values, vectors: w } = eigen(small, size)
  const kept = Math.min(factors, size)
  const vectors = Array.from({ length: kept }, (_, f) => {
    const v = new Float64Array(items)
    for (const [j, vector] of q.entries()) for (let i = 0; i < items; i++) v[i]! += w[j * size + f]! * vector[i]!
    return v
  })
  return { vectors, values: values.slice(0, kept).map((square) => Math.sqrt(Math.max(square, 0))) }
}

/** X q: per person the sum over their items. */
function timesMatrix({ offsets, columns }: Baskets, vector: Float64Array): Float64Array {
  const image = new Float64Array(offsets.length - 1)
  for (let person = 0; person < image.length; person++) {
    let sum = 0
    for (let place = offsets[person]!; place < offsets[person + 1]!; place++) sum += vector[columns[place]!]!
    image[person] = sum
  }
  return image
}

/** X'X q. */
function timesGram(baskets: Baskets, vector: Float64Array): Float64Array {
  const { offsets, columns } = baskets
  const image = timesMatrix(baskets, vector)
  const result = new Float64Array(vector.length)
  for (let person = 0; person < image.length; person++) {
    const value = image[person]!
    for (let place = offsets[person]!; place < offsets[person + 1]!; place++) result[columns[place]!]! += value
  }
  return result
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
