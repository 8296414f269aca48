/*
 * The standard normal distribution. Hart et al. 1968, Computer Approximations, algorithm 5666, as West 2005, "Better
 * approximations to cumulative normal functions", puts it: the tail is a ratio of polynomials times exp(-z²/2), and so keeps
 * its relative precision however small it is.
 */

/** Density at z. @example normalDensity(0) // 0.3989 */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / ROOT_OF_TWO_PI

/** Probability of a value below z, to about 15 digits. @example normalBelow(-1.96) // 0.025 */
export function normalBelow(z: number): number {
  const tail = tailBeyond(Math.abs(z))
  return z > 0 ? 1 - tail : tail
}

/**
 * The z with a given probability below it, by halving an interval.
 *
 * @param share strictly between 0 and 1; the ends give -38 and 38, beyond which nothing is left
 * @example normalQuantile(0.975) // 1.96
 */
export function normalQuantile(share: number): number {
  let low = -38
  let high = 38
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (normalBelow(middle) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** @param z from 0 */
function tailBeyond(z: number): number {
  if (z > 37) return 0
  const fall = Math.exp(-0.5 * z * z)
  if (z < 7.07106781186547) return (fall * polynomial(ABOVE, z)) / polynomial(BELOW, z)
  // Laplace's continued fraction, cut after four steps.
  return fall / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / ROOT_OF_TWO_PI
}

/** @param coefficients highest power first */
function polynomial(coefficients: Float64Array, z: number): number {
  let value = 0
  for (let i = 0; i < coefficients.length; i++) value = value * z + coefficients[i]!
  return value
}

const ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI)

const ABOVE = Float64Array.of(
  3.52624965998911e-2,
  0.700383064443688,
  6.37396220353165,
  33.912866078383,
  112.079291497871,
  221.213596169931,
  220.206867912376,
)
const BELOW = Float64Array.of(
  8.83883476483184e-2,
  1.75566716318264,
  16.064177579207,
  86.7807322029461,
  296.564248779674,
  637.333633378831,
  793.826512519948,
  440.413735824752,
)
