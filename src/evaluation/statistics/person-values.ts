import { TastemakerError, type UserId } from '../../domain/index.ts'

/** One metric of one recommender: a value per person, NaN where undefined. */
export interface PersonValues {
  readonly people: readonly UserId[]
  readonly values: Float64Array
}

/**
 * Refuses to set values beside each other that are not about the same people in the same order: a test that ignores who is
 * who throws away most of what paired values tell, so there is none for strangers.
 *
 * @throws {TastemakerError} `stats/different-test`
 * @example requireSamePeople([{ people, values: ease }, { people, values: popularity }])
 */
export function requireSamePeople(columns: readonly PersonValues[]): void {
  const [first, ...others] = columns
  for (const { people } of others) {
    if (people === first!.people) continue
    if (people.length === first!.people.length && people.every((id, i) => id === first!.people[i])) continue
    const message = `Paired values must be about the same people, got lists of ${first!.people.length} and ${people.length} that differ.`
    throw new TastemakerError('stats/different-test', message, 'Evaluate both recommenders on the same test part.')
  }
}
