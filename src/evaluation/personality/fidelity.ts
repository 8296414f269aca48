import { meanOf } from './_moments.ts'
import { type Measured, measured, unmeasured } from './measured.ts'
import { pearson } from './pearson.ts'

/** How well what is measured agrees with what was assigned. */
export interface Fidelity {
  readonly r: Measured
  /** Mean absolute error, in standard units. */
  readonly mae: Measured
  /** Share of people on the right side of the population's middle, among those assigned at least half a unit from it. */
  readonly labelAccuracy: Measured
}

/** Nearer to the middle than this nobody has a side. */
const SIDE = 0.5

/**
 * Fidelity of a persona: assigned against measured standard scores of one trait.
 *
 * @param assigned one standard score a person
 * @param measuredScores the same people's measured ones, NaN where missing
 * @throws {TastemakerError} `stats/different-test` when the columns differ in length
 * @example fidelity(assigned, scores).r.value
 */
export function fidelity(assigned: ArrayLike<number>, measuredScores: ArrayLike<number>): Fidelity {
  const r = pearson(assigned, measuredScores)
  const pairs = Array.from(assigned)
    .map((value, i) => [value, measuredScores[i]!] as const)
    .filter(([a, b]) => !Number.isNaN(a) && !Number.isNaN(b))
  const sided = pairs.filter(([a]) => Math.abs(a) >= SIDE)
  return {
    r,
    mae:
      pairs.length === 0
        ? unmeasured('nobody has both scores', 0)
        : measured(meanOf(pairs.map(([a, b]) => Math.abs(a - b))), pairs.length),
    labelAccuracy:
      sided.length === 0
        ? unmeasured('nobody was assigned a side', 0)
        : measured(meanOf(sided.map(([a, b]) => Number(Math.sign(a) === Math.sign(b)))), sided.length),
  }
}

/** Scores as standard scores of the people themselves, for instruments without norms. @example standardised([1, 2, 3]) */
export function standardised(scores: ArrayLike<number>): Float64Array {
  let [n, sum, square] = [0, 0, 0]
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i]!)) continue
    n++
    sum += scores[i]!
  }
  const mean = sum / n
  for (let i = 0; i < scores.length; i++) if (!Number.isNaN(scores[i]!)) square += (scores[i]! - mean) ** 2
  const deviation = Math.sqrt(square / n)
  return Float64Array.from(scores, (value) => (deviation > 1e-9 ? (value - mean) / deviation : Number.NaN))
}
