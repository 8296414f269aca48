import { TastemakerError } from '../../../domain/index.ts'
import type { RandomStream } from '../../../random.ts'
import { type BigFiveName, bigFiveNames } from '../profile.ts'

/** Scores of one person in standard deviations from the mean. */
export type BigFiveScores = Readonly<Record<BigFiveName, number>>

/**
 * Correlations of the Big Five in the order of `bigFiveNames`, ours: the signs that questionnaires of people usually show, no
 * size above 0.3, so that the five stay apart.
 */
export const usualTraitCorrelations: readonly (readonly number[])[] = [
  [1, 0.1, 0.25, 0.1, -0.1],
  [0.1, 1, 0.15, 0.25, -0.3],
  [0.25, 0.15, 1, 0.15, -0.25],
  [0.1, 0.25, 0.15, 1, -0.25],
  [-0.1, -0.3, -0.25, -0.25, 1],
]

/** No score is further from the mean; beyond it the profile format ends. */
const FURTHEST = 5

/**
 * Makes a source of correlated normal scores.
 *
 * @param correlations symmetric, ones on the diagonal, positive definite; `usualTraitCorrelations` unless given
 * @returns draws the five scores of one person from the person's stream
 * @throws {TastemakerError} `config/range` for a matrix that is no correlation matrix
 * @example bigFiveSource()(randomStream(1, 'person-3')).openness
 */
export function bigFiveSource(
  correlations: readonly (readonly number[])[] = usualTraitCorrelations,
): (random: RandomStream) => BigFiveScores {
  const factor = choleskyFactor(correlations)
  return (random) => {
    const independent = bigFiveNames.map(() => random.normal())
    const scores = factor.map((row) => row.reduce((sum, weight, place) => sum + weight * independent[place]!, 0))
    return Object.fromEntries(
      bigFiveNames.map((name, place) => [name, Math.max(-FURTHEST, Math.min(FURTHEST, scores[place]!))]),
    ) as Record<BigFiveName, number>
  }
}

/** Lower triangular L with L L' = matrix. */
function choleskyFactor(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = bigFiveNames.length
  const isCorrelation =
    matrix.length === size &&
    matrix.every((row, i) => row.length === size && row[i] === 1 && row.every((value, j) => value === matrix[j]![i]))
  if (!isCorrelation) throw notCorrelation('five by five, symmetric, with ones on the diagonal')
  const lower = matrix.map(() => new Array<number>(size).fill(0))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!
      if (i !== j) lower[i]![j] = rest / lower[j]![j]!
      else if (rest > 1e-12) lower[i]![i] = Math.sqrt(rest)
      else throw notCorrelation('positive definite: no five scores can correlate so')
    }
  }
  return lower
}

function notCorrelation(wanted: string): TastemakerError {
  return new TastemakerError('config/range', `The correlations of the Big Five must be ${wanted}.`)
}
