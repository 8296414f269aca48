import type { Dataset, User } from '../../../domain/index.ts'
import { ageBandOf, ageBands } from '../age-band.ts'
import { genderOf } from '../gender.ts'
import { type Joint, jointOf } from '../joint/joint.ts'
import type { Profile } from '../profile.ts'

/** Attributes of a person by name, as populations are compared by them; null where not known. */
export type PersonAttributes = Readonly<Record<'ageBand' | 'gender' | 'occupation', string | null>>

/** The attributes by which a profile is compared. @example attributesOf(person).ageBand // '25-34' */
export function attributesOf({
  demographics: { age, gender, occupation },
}: Pick<Profile, 'demographics'>): PersonAttributes {
  return { ageBand: age === null ? null : ageBandOf(age), gender, occupation }
}

/**
 * Age, gender and occupation of somebody in data, where the data have them under these names.
 *
 * Names, postcodes and anything else by which a person could be found are never read. Genders get one spelling.
 *
 * @example demographicsOf(data.people[0]).gender // 'female'
 */
export function demographicsOf(user: User | undefined): Profile['demographics'] {
  const { age, gender, occupation } = user?.demographics ?? {}
  const words = (value: unknown): string | null => {
    const text = typeof value === 'string' ? value.trim() : ''
    return text === '' || text.length > 60 || /\p{Cc}/u.test(text) ? null : text
  }
  const spelled = words(gender)
  const years = Number(age)
  return {
    age: Number.isInteger(years) && years >= 5 && years <= 110 && age !== '' ? years : null,
    gender: spelled === null ? null : (genderOf(spelled) ?? spelled),
    occupation: words(occupation),
    place: null,
  }
}

/**
 * How age band, gender and occupation come together among the people of a data set.
 *
 * @returns null where fewer than ten people have all three
 * @example dataPopulation(data)?.attributes.map(({ name }) => name)
 */
export function dataPopulation(data: Dataset): Joint | null {
  const rows = data.people.map((user) => attributesOf({ demographics: demographicsOf(user) }))
  const seen = (name: 'gender' | 'occupation'): string[] =>
    [...new Set(rows.flatMap((row) => row[name] ?? []))].sort((one, other) => (one < other ? -1 : 1))
  const attributes = [
    { name: 'ageBand', values: ageBands.filter((band) => rows.some(({ ageBand }) => ageBand === band)) },
    { name: 'gender', values: seen('gender') },
    { name: 'occupation', values: seen('occupation') },
  ]
  if (attributes.some(({ values }) => values.length === 0)) return null
  const { counted, ...joint } = jointOf(rows, attributes)
  return counted < 10 ? null : joint
}
