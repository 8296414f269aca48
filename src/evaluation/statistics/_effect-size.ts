/** Mean and sample standard deviation of at least two numbers; a deviation that is only rounding is 0. */
export function spread(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  const mean = sumOf(values) / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  const deviation = Math.sqrt(squares / (values.length - 1))
  return { mean, deviation: deviation <= 1e-12 * Math.abs(mean) ? 0 : deviation }
}

/**
 * The mean difference in standard deviations of the differences: Cohen's d for pairs, d_z (Cohen 1988, section 2.3.5).
 *
 * @returns null for fewer than two differences and when they do not vary
 */
export function cohensDz(differences: Float64Array): number | null {
  if (differences.length < 2) return null
  const { mean, deviation } = spread(differences)
  return deviation === 0 ? null : mean / deviation
}

/** The sum of some numbers, in order. */
export function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
