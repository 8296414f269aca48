import { type Measured, measured, unmeasured } from './measured.ts'
import { pearson } from './pearson.ts'

/**
 * The largest correlation, in size, between two different traits: where it is large, the inventory measures fewer things
 * than it has scales.
 *
 * @param columns one column of scores per trait, of the same people
 * @returns null for fewer than two traits, or where no pair has a correlation
 * @throws {TastemakerError} `stats/different-test` when the columns differ in length
 * @example discriminant([openness, extraversion]).value
 */
export function discriminant(columns: readonly ArrayLike<number>[]): Measured {
  let most: Measured | null = null
  for (let i = 1; i < columns.length; i++) {
    for (let j = 0; j < i; j++) {
      const { value, count } = pearson(columns[i]!, columns[j]!)
      if (value !== null && (most === null || Math.abs(value) > most.value!)) most = measured(Math.abs(value), count)
    }
  }
  return most ?? unmeasured('no two traits have a correlation', columns[0]?.length ?? 0)
}
