import { TastemakerError } from '../../domain/index.ts'

/**
 * Subtracts two columns person by person.
 *
 * @param a one value per person, NaN where undefined
 * @param b the same people in the same order
 * @returns a - b for each person; NaN where either is
 * @throws {TastemakerError} `stats/different-test` when the columns differ in length
 * @example pairedDifferences(Float64Array.of(1, 2), Float64Array.of(0.5, Number.NaN)) // [0.5, NaN]
 */
export function pairedDifferences(a: Float64Array, b: Float64Array): Float64Array {
  if (a.length !== b.length) {
    const message = `Paired columns must hold the same people, got ${a.length} and ${b.length}.`
    throw new TastemakerError('stats/different-test', message, 'Evaluate both recommenders on the same test part.')
  }
  return a.map((value, person) => value - b[person]!)
}
