/*
 * Cholesky factor and symmetric inverse, by recursion on halves.
 *
 * Each step halves a triangle and joins the halves by matrix products, so nearly all of the n³ operations (n³/3 for the
 * factor, n³/3 for its inverse, n³/3 for the product of that with its transpose) run in the kernel for products, on
 * blocks of every size, whatever the cache (Gustavson, "Recursion leads to automatic variable blocking", IBM J. R&D 1997;
 * Elmroth et al., SIAM Review 2004). Triangles of one leaf are inverted once, when they are factored: every solve with
 * them is a product from then on. All is in place, because a product reads its operands before it writes over them.
 *
 *   A = L·Lᵀ    W = L^-1    A^-1 = Wᵀ·W, each in the lower triangle of the same matrix
 *   [from, to)  rows and columns of a triangle on the diagonal
 */

import { notPositiveDefinite } from './_check.ts'
import type { Matrix } from './_matrix.ts'
import { part, rowMajor, transposed } from './_matrix.ts'
import type { KernelExports } from './_module.ts'
import type { Multiply } from './_multiply.ts'

/** The three steps on one matrix; each needs the one before. */
export interface CholeskySteps {
  /** A becomes L. */
  factor(): void
  /** L becomes W. */
  invert(): void
  /** W becomes A^-1. */
  square(): void
}

/** Bytes that the inverted leaves of an n x n matrix need. */
export function leafBytes(kernels: KernelExports, n: number): number {
  const leaf = kernels.leafRows()
  return Math.ceil(n / leaf) * leaf * leaf * Float32Array.BYTES_PER_ELEMENT
}

/**
 * Prepares the steps on a matrix in the kernels' memory.
 *
 * @param whole n x n, lower triangle
 * @param leaves address of `leafBytes` bytes for the inverted leaves, which `invert` and `square` read again
 * @param valueAt reads the float at an address, for the error that names a pivot
 */
export function choleskySteps(
  kernels: KernelExports,
  multiply: Multiply,
  whole: Matrix,
  leaves: number,
  valueAt: (at: number) => number,
): CholeskySteps {
  const leaf = kernels.leafRows()
  const n = whole.rows
  const block = (top: number, bottom: number, left: number, right: number): Matrix =>
    part(whole, top, bottom, left, right)
  const isLeaf = (from: number, to: number): boolean => to - from <= leaf
  const middleOf = (from: number, to: number): number => from + leaf * Math.ceil((to - from) / leaf / 2)
  /** The inverse of the leaf of L that begins at `from`: W's own leaf. */
  const inverseOf = (from: number, to: number): Matrix =>
    part(rowMajor(leaves + from * leaf * Float32Array.BYTES_PER_ELEMENT, leaf, leaf), 0, to - from, 0, to - from)

  function factor(from: number, to: number): void {
    if (isLeaf(from, to)) {
      factorLeaf(from, to)
      return
    }
    const middle = middleOf(from, to)
    factor(from, middle)
    const below = block(middle, to, from, middle)
    solveRight(middle, to, from, middle)
    multiply(block(middle, to, middle, to), below, transposed(below), { sign: -1, add: true, lower: true })
    factor(middle, to)
  }

  function factorLeaf(from: number, to: number): void {
    const corner = block(from, to, from, to)
    const pivot = kernels.factorLeaf(corner.at, corner.row, to - from, inverseOf(from, to).at)
    if (pivot < 0) return
    throw notPositiveDefinite(from + pivot, valueAt(block(from + pivot, to, from + pivot, to).at))
  }

  /** X becomes X·L^-T, for X in rows [top, bottom) and L on [from, to). */
  function solveRight(top: number, bottom: number, from: number, to: number): void {
    const x = block(top, bottom, from, to)
    if (isLeaf(from, to)) {
      multiply(x, x, transposed(inverseOf(from, to)))
      return
    }
    const middle = middleOf(from, to)
    solveRight(top, bottom, from, middle)
    const done = block(top, bottom, from, middle)
    const below = block(middle, to, from, middle)
    multiply(block(top, bottom, middle, to), done, transposed(below), { sign: -1, add: true })
    solveRight(top, bottom, middle, to)
  }

  /** W = [W11, 0; -W22·L21·W11, W22]. The leaves on the diagonal stay where they were made. */
  function invert(from: number, to: number): void {
    if (isLeaf(from, to)) return
    const middle = middleOf(from, to)
    invert(from, middle)
    invert(middle, to)
    multiplyRight(middle, to, from, middle)
    multiplyLeft(middle, to, from, middle)
  }

  /** X becomes X·W, for X in rows [top, bottom) and W on [from, to). */
  function multiplyRight(top: number, bottom: number, from: number, to: number): void {
    const x = block(top, bottom, from, to)
    if (isLeaf(from, to)) {
      multiply(x, x, inverseOf(from, to))
      return
    }
    const middle = middleOf(from, to)
    multiplyRight(top, bottom, from, middle)
    multiply(block(top, bottom, from, middle), block(top, bottom, middle, to), block(middle, to, from, middle), {
      add: true,
    })
    multiplyRight(top, bottom, middle, to)
  }

  /** X becomes -W·X, for W on [from, to) and X in columns [left, right). */
  function multiplyLeft(from: number, to: number, left: number, right: number): void {
    const x = block(from, to, left, right)
    if (isLeaf(from, to)) {
      multiply(x, inverseOf(from, to), x, { sign: -1 })
      return
    }
    const middle = middleOf(from, to)
    multiplyLeft(middle, to, left, right)
    const above = block(from, middle, left, right)
    multiply(block(middle, to, left, right), block(middle, to, from, middle), above, { sign: -1, add: true })
    multiplyLeft(from, middle, left, right)
  }

  /** Wᵀ·W = [W11ᵀ·W11 + W21ᵀ·W21, …; W22ᵀ·W21, W22ᵀ·W22]. */
  function square(from: number, to: number): void {
    if (isLeaf(from, to)) {
      const w = inverseOf(from, to)
      multiply(block(from, to, from, to), transposed(w), w)
      return
    }
    const middle = middleOf(from, to)
    square(from, middle)
    const below = block(middle, to, from, middle)
    multiply(block(from, middle, from, middle), transposed(below), below, { add: true, lower: true })
    multiplyLeftTransposed(middle, to, from, middle)
    square(middle, to)
  }

  /** X becomes Wᵀ·X, for W on [from, to) and X in columns [left, right). */
  function multiplyLeftTransposed(from: number, to: number, left: number, right: number): void {
    const x = block(from, to, left, right)
    if (isLeaf(from, to)) {
      multiply(x, transposed(inverseOf(from, to)), x)
      return
    }
    const middle = middleOf(from, to)
    multiplyLeftTransposed(from, middle, left, right)
    const under = block(middle, to, left, right)
    multiply(block(from, middle, left, right), transposed(block(middle, to, from, middle)), under, { add: true })
    multiplyLeftTransposed(middle, to, left, right)
  }

  return { factor: () => factor(0, n), invert: () => invert(0, n), square: () => square(0, n) }
}
