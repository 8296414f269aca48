/**
 * The Gini coefficient: half the mean difference of two numbers, relative to the mean.
 *
 * @param column numbers from 0
 * @returns null when all are 0
 */
export function inequality(column: Int32Array | Float64Array): number | null {
  const x = column.slice().sort()
  const n = x.length
  let total = 0
  let weighted = 0
  for (let j = 1; j <= n; j++) {
    total += x[j - 1]!
    weighted += (2 * j - n - 1) * x[j - 1]!
  }
  return total === 0 ? null : weighted / (n * total)
}
