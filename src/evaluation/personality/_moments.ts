/** Mean of numbers; NaN of none. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** Sample variance (divided by n - 1); NaN of fewer than two. */
export function varianceOf(values: ArrayLike<number>): number {
  if (values.length < 2) return Number.NaN
  const mean = meanOf(values)
  let square = 0
  for (let i = 0; i < values.length; i++) square += (values[i]! - mean) ** 2
  return square / (values.length - 1)
}

/** Rows without a missing value. */
export const completeRows = (rows: readonly ArrayLike<number>[]): readonly ArrayLike<number>[] => {
  return rows.every(isComplete) ? rows : rows.filter(isComplete)
}

function isComplete(row: ArrayLike<number>): boolean {
  for (let i = 0; i < row.length; i++) if (!Number.isFinite(row[i]!)) return false
  return true
}

/** Covariances of the columns of complete rows (people x items), divided by n - 1. */
export function covarianceMatrix(rows: readonly ArrayLike<number>[]): number[][] {
  const width = rows[0]?.length ?? 0
  const means = Array.from({ length: width }, (_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length)
  const matrix = means.map(() => means.map(() => 0))
  for (const row of rows) {
    for (let i = 0; i < width; i++) {
      for (let j = 0; j <= i; j++) matrix[i]![j]! += (row[i]! - means[i]!) * (row[j]! - means[j]!)
    }
  }
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      matrix[i]![j]! /= rows.length - 1
      matrix[j]![i] = matrix[i]![j]!
    }
  }
  return matrix
}

/** Sum over all entries. */
export const total = (matrix: readonly (readonly number[])[]): number =>
  matrix.reduce((sum, row) => sum + row.reduce((part, value) => part + value, 0), 0)

/** Correlations from covariances; null where a variable does not vary. */
export function correlationsOf(covariances: readonly (readonly number[])[]): number[][] | null {
  const deviations = covariances.map((row, i) => Math.sqrt(row[i]!))
  if (deviations.some((deviation) => !(deviation > 1e-9))) return null
  return covariances.map((row, i) => row.map((value, j) => value / (deviations[i]! * deviations[j]!)))
}
