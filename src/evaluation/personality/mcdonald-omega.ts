import { completeRows, correlationsOf, covarianceMatrix } from './_moments.ts'
import { tooFew } from './cronbach-alpha.ts'
import { type Measured, measured, unmeasured } from './measured.ts'

/** Rounds of the iterated principal axis, steps of the power method in each, and the change of a communality that ends them. */
const ROUNDS = 500
const STEPS = 4
const CLOSE = 1e-7

/**
 * McDonald's omega (1999): the share of a scale's variance that one factor explains, from the loadings of its standardised
 * items.
 *
 * @param rows one row of item answers a person, reversed items already turned; a row with a missing answer is left out
 * @returns null where an item does not vary, or there are fewer than three items, which leave one factor undetermined
 * @example mcdonaldOmega(rows).value
 */
export function mcdonaldOmega(rows: readonly ArrayLike<number>[]): Measured {
  const complete = completeRows(rows)
  const items = complete[0]?.length ?? 0
  const refusal = tooFew(complete.length, items)
  if (refusal) return refusal
  if (items < 3) return unmeasured('a factor of two items is not determined', complete.length)
  const correlations = correlationsOf(covarianceMatrix(complete))
  if (!correlations) return unmeasured('an item does not vary', complete.length)
  return measured(omegaOf(oneFactorLoadings(correlations)), complete.length)
}

/** Omega of standardised loadings. @example omegaOf([0.8, 0.7, 0.6]) // 0.745 */
export function omegaOf(loadings: readonly number[]): number {
  const common = loadings.reduce((sum, loading) => sum + loading, 0) ** 2
  const unique = loadings.reduce((sum, loading) => sum + (1 - loading ** 2), 0)
  return common / (common + unique)
}

/**
 * Loadings on one factor by iterated principal axes (Harman 1976, chapter 8): communalities begin at each item's largest
 * correlation, the first principal axis of the reduced matrix gives loadings, their squares the next communalities. A
 * communality above 1 (a Heywood case) is held at 1.
 *
 * Each round moves the axis by some steps of the power method only, from where it was: both settle together.
 *
 * @param correlations of the items, symmetric, 1 on the diagonal
 * @example oneFactorLoadings([[1, 0.56, 0.48], [0.56, 1, 0.42], [0.48, 0.42, 1]]) // 0.8, 0.7, 0.6
 */
export function oneFactorLoadings(correlations: readonly (readonly number[])[]): number[] {
  const size = correlations.length
  const communalities = Float64Array.from(correlations, (row, i) => largestOther(row, i))
  let axis = new Float64Array(size).fill(1 / Math.sqrt(size))
  let spare = new Float64Array(size)
  let loadings = axis
  for (let round = 0; round < ROUNDS; round++) {
    let eigenvalue = 0
    for (let step = 0; step < STEPS; step++) {
      // Adding a constant to the diagonal makes the largest eigenvalue the largest in size too.
      multiply(correlations, communalities, axis, spare)
      eigenvalue = lengthOf(spare) - size
      for (let i = 0; i < size; i++) spare[i]! /= eigenvalue + size
      ;[axis, spare] = [spare, axis]
    }
    const stretch = Math.sqrt(Math.max(eigenvalue, 0))
    loadings = axis.map((part) => part * stretch)
    let change = 0
    for (let i = 0; i < size; i++) {
      const next = Math.min(loadings[i]! ** 2, 1)
      change = Math.max(change, Math.abs(next - communalities[i]!))
      communalities[i] = next
    }
    if (change < CLOSE) break
  }
  // A factor has no sign; most items point its way.
  const sign = loadings.reduce((sum, loading) => sum + loading, 0) < 0 ? -1 : 1
  return Array.from(loadings, (loading) => sign * loading)
}

function largestOther(row: readonly number[], own: number): number {
  return row.reduce((most, value, j) => (j === own ? most : Math.max(most, Math.abs(value))), 0)
}

/** The reduced matrix, its diagonal raised by its size, times the axis. */
function multiply(
  correlations: readonly (readonly number[])[],
  communalities: Float64Array,
  axis: Float64Array,
  into: Float64Array,
): void {
  for (let i = 0; i < axis.length; i++) {
    const row = correlations[i]!
    let sum = (communalities[i]! + axis.length) * axis[i]!
    for (let j = 0; j < axis.length; j++) if (j !== i) sum += row[j]! * axis[j]!
    into[i] = sum
  }
}

function lengthOf(vector: Float64Array): number {
  let square = 0
  for (let i = 0; i < vector.length; i++) square += vector[i]! ** 2
  return Math.sqrt(square)
}
