/*
 * The smallest difference that a test of a given size finds (Cohen 1988): with power .80 at alpha .05, two-sided. Where
 * several comparisons are made, alpha is what Holm's adjustment asks of the first of them, so the number is an upper bound.
 */

const ALPHA = 0.05
const POWER = 0.8

/**
 * Minimal detectable difference of a mean with a normal distribution.
 *
 * @param standardError of the difference
 * @param comparisons how many are made
 * @example minimalDetectable(0.1, 1) // 0.28
 */
export function minimalDetectable(standardError: number, comparisons: number): number {
  return (normalQuantile(1 - ALPHA / (2 * Math.max(comparisons, 1))) + normalQuantile(POWER)) * standardError
}

/** What a comparison of pairs came to. */
interface Compared {
  readonly difference: number | null
  /** Difference in standard deviations of the differences. */
  readonly effectSize: number | null
  readonly low?: number | null
  readonly high?: number | null
}

/**
 * Standard error of a mean of paired differences, from their observed standard deviation.
 *
 * @returns from the interval where the difference is zero; null where neither tells
 * @example standardError({ difference: 0.5, effectSize: 0.25 }, 100) // 0.2
 */
export function standardError({ difference, effectSize, low, high }: Compared, pairs: number): number | null {
  if (difference !== null && effectSize !== null && effectSize !== 0) {
    return Math.abs(difference / effectSize) / Math.sqrt(pairs)
  }
  return intervalError({ low, high })
}

/** Standard error of a mean from its 95% interval. @example intervalError({ low: -0.196, high: 0.196 }) // 0.1 */
export function intervalError({ low, high }: Pick<Compared, 'low' | 'high'>): number | null {
  if (low == null || high == null || high === low) return null
  return (high - low) / (2 * normalQuantile(0.975))
}

/** The value below which a standard normal number lies with a probability, to nine digits (Acklam 2003). */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) return -normalQuantile(1 - probability)
  if (probability < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(probability))
    return polynomial(TAIL_ABOVE, q) / (polynomial(TAIL_BELOW, q) * q + 1)
  }
  const q = probability - 0.5
  const r = q * q
  return (polynomial(MIDDLE_ABOVE, r) * q) / (polynomial(MIDDLE_BELOW, r) * r + 1)
}

/** Highest power first. */
const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

const MIDDLE_ABOVE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
]
const MIDDLE_BELOW = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
const TAIL_ABOVE = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]
