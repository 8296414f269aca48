/** Rows and their scores, best first; both have the same length. */
export interface Ranked {
  readonly indices: Int32Array
  readonly scores: Float32Array
}

/** Sizes of a product: A is m x k, B is k x n, C is m x n. */
export interface GemmShape {
  readonly m: number
  readonly k: number
  readonly n: number
}

/** What may be said about a product beside its sizes. */
export interface GemmChoice {
  /** B is stored as n x k. */
  readonly transposeB?: boolean
  /** Where C goes, m x n; it may not overlap A or B. A new array when left out. */
  readonly into?: Float32Array
}

/**
 * Dense arithmetic on row-major float32 arrays, written twice: as fast kernels and as readable twins.
 *
 * Sizes that do not fit the arrays throw `config/range`; a `k` of a top-k that is not a whole number from 1 throws
 * `metric/k`.
 */
export interface Arithmetic {
  /**
   * C = A·B.
   *
   * @returns C, m x n: `choice.into` when that is given
   * @example kernels().gemm(a, b, { m: 2, k: 3, n: 2 })
   */
  gemm(a: Float32Array, b: Float32Array, shape: GemmShape, choice?: GemmChoice): Float32Array
  /**
   * Replaces a symmetric positive definite n x n matrix by its lower Cholesky factor L (A = L·Lᵀ), zeros above.
   *
   * Reads the lower triangle only.
   *
   * @returns the same array
   * @throws TastemakerError `model/unsupported` naming the pivot, if A is not positive definite; what the array then
   *   holds has no meaning
   * @example kernels().cholesky(new Float32Array([4, 0, 2, 5]), 2) // [2, 0, 1, 2]
   */
  cholesky(matrix: Float32Array, n: number): Float32Array
  /**
   * Replaces a symmetric positive definite n x n matrix by its inverse, both triangles filled.
   *
   * Reads the lower triangle only; errors as `cholesky`.
   *
   * @returns the same array
   * @example kernels().symmetricInverse(gramPlusRidge, items)
   */
  symmetricInverse(matrix: Float32Array, n: number): Float32Array
  /**
   * The k rows of `rows` (count x d) with the highest dot product with `query` (d).
   *
   * @param mask one byte for each row; rows whose byte is not 0 are left out
   * @returns min(k, rows not left out) rows, best first, equal scores by row ascending, NaN after every number
   * @example kernels().dotTopK(userVector, itemVectors, 64, 100, alreadySeen)
   */
  dotTopK(query: Float32Array, rows: Float32Array, d: number, k: number, mask?: Uint8Array): Ranked
  /**
   * The k highest of a dense array of scores; order, mask and NaN as `dotTopK`.
   *
   * @example kernels().topK(new Float32Array([1, 3, 2]), 2).indices // [1, 2]
   */
  topK(scores: Float32Array, k: number, mask?: Uint8Array): Ranked
}

/**
 * The fast kernels: WebAssembly SIMD on one memory that all kernels of a JavaScript thread and their workers share.
 *
 * Arrays may live anywhere: ordinary ones are copied in and results out, those from `share` are used where they are. The
 * same input gives the same bits for any number of threads; between machines the last bits may differ, because
 * WebAssembly leaves open whether a product is rounded before it is added.
 */
export interface Kernels extends Arithmetic {
  /** Threads that share large work, the calling one included. */
  readonly threads: number
  /**
   * Copies an array into the shared memory, so that later calls on the result copy nothing.
   *
   * @returns a view of the copy, valid until it is released
   * @throws TastemakerError `model/unsupported` if the memory would grow past 4 GiB
   */
  share(array: Float32Array): Float32Array
  /**
   * Gives back the memory of an array from `share`, which may not be used again.
   *
   * @throws TastemakerError `model/state` if the array does not come from `share` or was released before
   */
  release(array: Float32Array): void
  /** Ends the worker threads, which never keep the process alive anyway; the next large work starts them again. */
  close(): void
}
