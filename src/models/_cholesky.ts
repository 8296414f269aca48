/*
 * Small symmetric positive definite systems in double precision: a person's own equations, a few dozen unknowns. Large
 * matrices go through the kernels.
 */

/**
 * Solves A x = b by Cholesky's A = L L', in place.
 *
 * @param a n x n row-major; its lower triangle is read and replaced by L
 * @param b n numbers, replaced by x
 * @example solveInPlace(Float64Array.of(4), b) // b[0] / 4
 */
export function solveInPlace(a: Float64Array, b: Float64Array): void {
  const n = b.length
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!
      a[i * n + j] = i === j ? Math.sqrt(sum) : sum / a[j * n + j]!
    }
  }
  for (let i = 0; i < n; i++) {
    let sum = b[i]!
    for (let k = 0; k < i; k++) sum -= a[i * n + k]! * b[k]!
    b[i] = sum / a[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!
    for (let k = i + 1; k < n; k++) sum -= a[k * n + i]! * b[k]!
    b[i] = sum / a[i * n + i]!
  }
}
