/** A fitted logistic regression: log-odds of a yes from one row of features. */
export type LogOdds = (features: readonly number[]) => number

/** A weak pull of every weight towards 0 keeps separable answers finite. */
const PULL = 0.1
const STEPS = 20

/**
 * Fits a logistic regression by Newton's method, on features brought to mean 0 and spread 1.
 *
 * @param rows features of each answer, all of one length
 * @param yes the answers
 * @returns log-odds of 0 for every row when there is nothing to learn from
 * @example logistic([[0], [1]], [false, true])([1]) // above 0
 */
export function logistic(rows: readonly (readonly number[])[], yes: readonly boolean[]): LogOdds {
  const width = rows[0]?.length ?? 0
  const scale = Array.from({ length: width }, (_, column) => spreadOf(rows.map((row) => row[column]!)))
  const standard = (row: readonly number[]): number[] => [
    1,
    ...scale.map(({ mean, spread }, column) => (row[column]! - mean) / spread),
  ]
  const inputs = rows.map(standard)
  const weights = new Float64Array(width + 1)
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((weight) => -PULL * weight)
    const curvature = Array.from(weights, (_, i) => Float64Array.from(weights, (_, j) => (i === j ? PULL : 0)))
    for (const [place, input] of inputs.entries()) {
      const p = 1 / (1 + Math.exp(-dot(weights, input)))
      for (let i = 0; i <= width; i++) {
        gradient[i]! += (Number(yes[place]) - p) * input[i]!
        for (let j = 0; j <= width; j++) curvature[i]![j]! += p * (1 - p) * input[i]! * input[j]!
      }
    }
    const move = solve(curvature, gradient)
    for (let i = 0; i <= width; i++) weights[i]! += move[i]!
  }
  return (features) => (width === 0 ? 0 : dot(weights, standard(features)))
}

function dot(weights: Float64Array, input: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * input[i]!
  return sum
}

function spreadOf(column: readonly number[]): { mean: number; spread: number } {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  const square = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length
  return { mean, spread: Math.sqrt(square) || 1 }
}

/** Solves a positive definite system of a few unknowns in place, by elimination. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      const factor = matrix[row]![pivot]! / matrix[pivot]![pivot]!
      for (let column = pivot; column < size; column++) matrix[row]![column]! -= factor * matrix[pivot]![column]!
      right[row]! -= factor * right[pivot]!
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let column = row + 1; column < size; column++) right[row]! -= matrix[row]![column]! * right[column]!
    right[row]! /= matrix[row]![row]!
  }
  return right
}
