import { bigFiveNames, type Profile } from './profile.ts'

/** What is kept from recommenders unless it is asked for by name. */
export const protectedFields = ['age', 'gender', 'occupation', 'place', 'bigFive', 'privacyAttitude'] as const

/** One of the protected fields. */
export type ProtectedField = (typeof protectedFields)[number]

/** What a recommender may know of a simulated person. */
export type PublicProfile = Readonly<
  Pick<Profile, 'id' | 'taste' | 'diversity' | 'activity' | 'conformity' | 'priceSensitivity' | 'patience'> &
    Partial<Pick<Profile['demographics'], 'age' | 'gender' | 'occupation' | 'place'>> &
    Partial<Pick<Profile, 'bigFive' | 'privacyAttitude'>>
>

/**
 * The part of a profile that may be given to a recommender: tastes and habits, no protected attribute unless named.
 *
 * Text and fields that the schema does not know are always left out, since they may state what is protected.
 *
 * @param include protected fields to give all the same
 * @example publicProfile(person, ['age']).age
 */
export function publicProfile(profile: Profile, include: readonly ProtectedField[] = []): PublicProfile {
  const { id, taste, diversity, activity, conformity, priceSensitivity, patience, demographics } = profile
  const bigFive = Object.fromEntries(bigFiveNames.map((name) => [name, profile.bigFive[name]])) as Profile['bigFive']
  const hidden = {
    age: demographics.age,
    gender: demographics.gender,
    occupation: demographics.occupation,
    place: demographics.place,
    bigFive,
    privacyAttitude: profile.privacyAttitude,
  } satisfies Record<ProtectedField, unknown>
  const named = Object.fromEntries(include.map((field) => [field, hidden[field]]))
  return { id, taste, diversity, activity, conformity, priceSensitivity, patience, ...named }
}
