/** Probability of a yes: 1 / (1 + exp(-(intercept + slope * x))). */
export interface LogisticCurve {
  readonly intercept: number
  readonly slope: number
}

/** Log-odds. @example logit(0.5) // 0 */
export const logit = (probability: number): number => Math.log(probability / (1 - probability))

/** A weak pull towards the line intercept 0, slope 1 keeps separable answers finite. */
const PULL = 0.1
const STEPS = 25

/**
 * Fits a logistic curve by Newton's method.
 *
 * @param x one number per answer
 * @param yes the answers, same length
 * @returns slope 1 and intercept 0 without answers
 * @example logisticCurve([-1, 1, -2, 2], [false, true, true, false]).slope
 */
export function logisticCurve(x: readonly number[], yes: readonly boolean[]): LogisticCurve {
  let [intercept, slope] = [0, 1]
  for (let step = 0; step < STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [-PULL * intercept, -PULL * (slope - 1), PULL, 0, PULL]
    for (let i = 0; i < x.length; i++) {
      const p = 1 / (1 + Math.exp(-(intercept + slope * x[i]!)))
      const error = Number(yes[i]) - p
      const weight = p * (1 - p)
      g0 += error
      g1 += error * x[i]!
      h00 += weight
      h01 += weight * x[i]!
      h11 += weight * x[i]! * x[i]!
    }
    const determinant = h00 * h11 - h01 * h01
    intercept += (h11 * g0 - h01 * g1) / determinant
    slope += (h00 * g1 - h01 * g0) / determinant
  }
  return { intercept, slope }
}
