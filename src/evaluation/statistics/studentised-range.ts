/*
 * The studentised range: how far apart the largest and the smallest of some standard normal numbers lie, in units of a
 * standard deviation that is itself estimated. Both integrals are taken numerically; what is integrated is the upper tail
 * rather than the distribution, so that a small chance does not drown in 1 - (almost 1).
 */
import { normalBelow, normalDensity } from './_normal.ts'
import { integral } from './_quadrature.ts'
import { logGamma } from './_student.ts'

/**
 * The chance of a studentised range beyond q (Tukey 1953; the integrals are those of Copenhaver and Holland 1988).
 *
 * @param q from 0, in estimated standard deviations of one mean
 * @param groups how many means, from 2
 * @param degrees degrees of freedom of the estimated deviation, from 1
 * @example studentisedRangeTail(3.877, 3, 10) // 0.05
 */
export function studentisedRangeTail(q: number, groups: number, degrees: number): number {
  if (q <= 0) return 1
  const logScale = Math.log(2) + (degrees / 2) * Math.log(degrees / 2) - logGamma(degrees / 2)
  // The deviation's share of its true value, s: a chi variable over the root of its degrees of freedom. Taken over log s,
  // because with few degrees of freedom all that happens at a large q happens at a small s.
  const at = (logS: number): number => {
    const s = Math.exp(logS)
    return Math.exp(logScale + degrees * (logS - (s * s) / 2)) * rangeTail(q * s, groups)
  }
  const high = Math.log1p(REACH / Math.sqrt(2 * degrees))
  // Below the bulk s falls like a bell with many degrees of freedom, like a power of s with few. Far out in q the bulk is where s came out small: the range of two falls like exp(-(qs)²/4).
  const bulk = Math.min(0, 0.5 * Math.log(degrees / (degrees + (q * q) / 2)))
  const low = bulk - Math.sqrt(37 / degrees) - 37 / degrees
  return Math.min(1, integral(at, { low, high, panels: Math.ceil(12 + (high - low) / 0.75) }))
}

/**
 * The studentised range that is passed with a given chance, by halving an interval.
 *
 * @param tail the chance, such as 0.05
 * @example studentisedRangeQuantile(0.05, 3, 10) // 3.877
 */
export function studentisedRangeQuantile(tail: number, groups: number, degrees: number): number {
  let low = 0
  let high = 8
  while (studentisedRangeTail(high, groups, degrees) > tail) high *= 2
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (studentisedRangeTail(middle, groups, degrees) > tail) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Standard deviations beyond which a bell has nothing left that counts. */
const REACH = 8.5

/**
 * The chance that standard normal numbers spread over more than w: over the place z of the largest, that not all others lie
 * within w below it.
 */
function rangeTail(w: number, groups: number): number {
  const others = groups - 1
  const beyond = (z: number): number => {
    const below = normalBelow(z)
    const within = Math.log1p(-Math.min(1, normalBelow(z - w) / below))
    return groups * normalDensity(z) * below ** others * -Math.expm1(others * within)
  }
  // For a large w the largest stands about w/2 above the middle, give or take a deviation of the root of 1/2.
  const [low, high] = [Math.max(-6, w / 2 - 6), Math.max(REACH, w / 2 + 6)]
  return integral(beyond, { low, high, panels: Math.ceil((high - low) / 1.5) })
}
