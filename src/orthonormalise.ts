/**
 * Makes vectors orthonormal in place, each against those before it: the Q of a QR factorisation.
 *
 * By modified Gram-Schmidt, twice: once loses orthogonality where vectors are nearly dependent, twice is enough (Giraud, Langou
 * and Rozložník 2005). A vector that the others before it span becomes zeros.
 *
 * @param vectors of one length, as many as their length at most
 */
export function orthonormalise(vectors: readonly Float64Array[]): void {
  for (const [k, vector] of vectors.entries()) {
    const before = norm(vector)
    for (const round of [1, 2]) {
      for (const other of vectors.slice(0, k)) {
        let along = 0
        for (let i = 0; i < vector.length; i++) along += vector[i]! * other[i]!
        for (let i = 0; i < vector.length; i++) vector[i]! -= along * other[i]!
      }
      const left = norm(vector)
      const scale = left > (round === 1 ? 1e-12 * before : 0.5) ? 1 / left : 0
      for (let i = 0; i < vector.length; i++) vector[i]! *= scale
    }
  }
}

function norm(vector: Float64Array): number {
  let square = 0
  for (let i = 0; i < vector.length; i++) square += vector[i]! ** 2
  return Math.sqrt(square)
}
