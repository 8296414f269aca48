import { TastemakerError } from '../../../domain/index.ts'
import { percent } from '../../../words.ts'
import { bigFiveNames, type Profile } from '../profile.ts'

/** Above this share of repeated people a population is refused. */
const MOST = 0.01

/**
 * Share of people who repeat an earlier one in every field but id, name and text.
 *
 * @returns null without people
 * @example duplicateRate([person, { ...person, id: 'another' }]) // 0.5
 */
export function duplicateRate(profiles: readonly Profile[]): number | null {
  if (profiles.length === 0) return null
  return 1 - new Set(profiles.map(fingerprint)).size / profiles.length
}

/**
 * Refuses a population of which more than 1% repeat others.
 *
 * @throws {TastemakerError} `profile/duplicates` with the rate
 * @example refuseDuplicates(profiles)
 */
export function refuseDuplicates(profiles: readonly Profile[]): void {
  const rate = duplicateRate(profiles)
  if (rate === null || rate <= MOST) return
  throw new TastemakerError(
    'profile/duplicates',
    `${percent(rate)} of ${profiles.length} people repeat another in every field, more than ${percent(MOST, 0)}.`,
    'Allow duplicates if they are wanted, or draw from something that varies more.',
  )
}

function fingerprint({ demographics, bigFive, taste, ...rest }: Profile): string {
  const { age, gender, occupation, place } = demographics
  const { diversity, conformity, activity, priceSensitivity, patience, privacyAttitude, persona } = rest
  const shares = Object.entries(taste ?? {}).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([
    [age, gender, occupation, place],
    bigFiveNames.map((name) => bigFive[name]),
    taste === null ? null : shares,
    [diversity, conformity, activity, priceSensitivity, patience, privacyAttitude],
    persona,
  ])
}
