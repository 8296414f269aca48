import type { ScoredItem } from '../domain/index.ts'
import { bestItems } from './_best-items.ts'

/**
 * Adds the inner product of a vector with every row of a matrix to the scores, four rows a pass.
 *
 * @param vector d numbers
 * @param rows row-major, d numbers a row, one row for each score
 */
export function addProducts(vector: Float32Array, rows: Float32Array, scores: Float32Array): void {
  const d = vector.length
  let row = 0
  for (; row + 4 <= scores.length; row += 4) {
    const i = row * d
    const j = i + d
    const k = j + d
    const l = k + d
    let a = 0
    let b = 0
    let c = 0
    let e = 0
    for (let f = 0; f < d; f++) {
      const x = vector[f]!
      a += x * rows[i + f]!
      b += x * rows[j + f]!
      c += x * rows[k + f]!
      e += x * rows[l + f]!
    }
    scores[row]! += a
    scores[row + 1]! += b
    scores[row + 2]! += c
    scores[row + 3]! += e
  }
  for (; row < scores.length; row++) {
    for (let f = 0; f < d; f++) scores[row]! += vector[f]! * rows[row * d + f]!
  }
}

/** The k items whose factors point the same way: by cosine, which popularity does not enter. */
export function similarByFactors(factors: Float32Array, d: number, item: number, k: number): readonly ScoredItem[] {
  const cosines = new Float32Array(factors.length / d)
  addProducts(factors.subarray(item * d, (item + 1) * d), factors, cosines)
  const own = lengthOf(factors, d, item)
  for (let other = 0; other < cosines.length; other++) {
    const product = own * lengthOf(factors, d, other)
    cosines[other] = product > 0 ? cosines[other]! / product : -1
  }
  return bestItems(cosines, k, item)
}

function lengthOf(factors: Float32Array, d: number, row: number): number {
  let square = 0
  for (let at = row * d; at < (row + 1) * d; at++) square += factors[at]! ** 2
  return Math.sqrt(square)
}
