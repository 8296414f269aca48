import { TastemakerError } from '../../domain/index.ts'

/** Refuses what is no probability. Throws `metric/non-finite`, `config/range`. */
export function requireProbabilities(predicted: ArrayLike<number>): void {
  for (let row = 0; row < predicted.length; row++) {
    const p = predicted[row]!
    if (p >= 0 && p <= 1) continue
    throw new TastemakerError(
      Number.isFinite(p) ? 'config/range' : 'metric/non-finite',
      `A probability must lie from 0 to 1, got ${p} in row ${row}.`,
      'Scores become probabilities by calibration, such as a logistic curve fitted on validation events.',
    )
  }
}
