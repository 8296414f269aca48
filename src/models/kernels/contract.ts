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

/** Sparse rows of column numbers: row `r` has `columns` from `offsets[r]` to `offsets[r + 1]`, ascending, each once. */
export interface SparseRows {
  readonly offsets: Int32Array
  readonly columns: Int32Array
}

/**
 * Ridge regressions of many vectors x on the rows f that each goes with: the equations of one alternating step.
 *
 * (a0·G + Σ f·fᵀ + lambda·(n + a0·N)·I)·x = Σ f, over the n rows f that `observed` names for x (Hu, Koren and Volinsky 2008;
 * penalty as in Rendle et al. 2021).
 */
export interface RowSystems {
  readonly d: number
  /** The rows f, row-major, d numbers each. */
  readonly other: Float32Array
  /** For each vector, its rows of `other`. */
  readonly observed: SparseRows
  /** G, d x d: what `gram` gives for all rows of the other side, those that are not in `other` included. */
  readonly gram: Float32Array
  /** N, the number of those rows. */
  readonly population: number
  /** a0, the weight of every pair beside 1 for an observed one. */
  readonly unobserved: number
  /** lambda */
  readonly regularisation: number
  /** Steps of conjugate gradients from the x that is given; 0 to solve exactly, by Cholesky's factor. */
  readonly steps: number
}

/**
 * Rows that are asked for their products again and again, perhaps with a number for each to start from.
 *
 * The kernels copy the rows at the first question, and keep the copy as long as the record lives or until others need the
 * room: neither array may be changed after that. Ask the same record again, not one like it.
 */
export interface RowTable {
  /** count x d, row-major. */
  readonly rows: Float32Array
  readonly d: number
  /** A number for each row, to which its product is added. */
  readonly start?: Float32Array
}

/** What a question about many queries leaves out. */
export interface Barred {
  /** One byte for each row; rows whose byte is not 0 are left out for everybody. */
  readonly mask?: Uint8Array
  /** For each query, the rows that are left out for it. */
  readonly own?: SparseRows
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
  /**
   * FᵀF of the rows of F.
   *
   * @param rows count x d
   * @returns d x d, symmetric but for rounding
   * @example kernels().gram(new Float32Array([1, 2, 3, 4]), 2) // [10, 14, 14, 20]
   */
  gram(rows: Float32Array, d: number): Float32Array
  /**
   * Improves or solves many ridge regressions, in place; a vector without rows becomes zero.
   *
   * @param vectors one of d numbers for each row of `systems.observed`
   * @returns the same array
   * @throws TastemakerError `model/unsupported` if equations are singular in single precision
   * @example kernels({ threads: 2 }).solveRows(users, { d, other: items, observed, gram, population, ...weights })
   */
  solveRows(vectors: Float32Array, systems: RowSystems): Float32Array
  /**
   * start + query·row of every row of a table.
   *
   * @param into array of as many numbers as rows; a fresh one otherwise
   * @example kernels().products({ rows: itemVectors, d: 64 }, userVector)
   */
  products(table: RowTable, query: Float32Array, into?: Float32Array): Float32Array
  /**
   * The first k of `products`, found without writing them down; the same bits, order, mask and NaN as `topK` of them.
   *
   * @example kernels().best({ rows: itemVectors, d: 64 }, userVector, 10, alreadySeen)
   */
  best(table: RowTable, query: Float32Array, k: number, mask?: Uint8Array): Ranked
  /**
   * `best` for many queries at once.
   *
   * @param queries m x d
   * @returns m x k rows and scores; a query for which fewer are left has row -1 and score NaN in what remains
   * @example kernels({ threads: 2 }).bestOfMany(table, userVectors, 100, { own: seen })
   */
  bestOfMany(table: RowTable, queries: Float32Array, k: number, barred?: Barred): Ranked
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
  share<Numbers extends Float32Array | Int32Array>(array: Numbers): Numbers
  /**
   * Gives back the memory of an array from `share`, which may not be used again.
   *
   * @throws TastemakerError `model/state` if the array does not come from `share` or was released before
   */
  release(array: Float32Array | Int32Array): void
  /** Ends the worker threads, which never keep the process alive anyway; the next large work starts them again. */
  close(): void
}
