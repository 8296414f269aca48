import { type BigFiveName, bigFiveNames, type DispositionName, dispositionNames, type Profile } from '../profile.ts'

/** Where on its range a value stands. */
export type Band = 'low' | 'middle' | 'high'

/** A field that is put into words by band. */
export type BandedField = `bigFive.${BigFiveName}` | DispositionName | 'conformity' | 'diversity'

/** Values below the first bound are low, above the second high. The bounds are ours. */
export const bounds: Readonly<Record<BandedField, readonly [number, number]>> = {
  'bigFive.openness': [-0.75, 0.75],
  'bigFive.conscientiousness': [-0.75, 0.75],
  'bigFive.extraversion': [-0.75, 0.75],
  'bigFive.agreeableness': [-0.75, 0.75],
  'bigFive.neuroticism': [-0.75, 0.75],
  activity: [1 / 3, 2 / 3],
  priceSensitivity: [1 / 3, 2 / 3],
  patience: [1 / 3, 2 / 3],
  privacyAttitude: [1 / 3, 2 / 3],
  // About the quarters of the slopes in MovieLens 100K.
  conformity: [0.6, 1.2],
  // Five and ten categories in effect; the middle of MovieLens 100K is about ten.
  diversity: [Math.log(5), Math.log(10)],
}

/** The banded fields in the order in which they are told. */
export const bandedFields: readonly BandedField[] = [
  ...bigFiveNames.map((name) => `bigFive.${name}` as const),
  'diversity',
  'conformity',
  ...dispositionNames,
]

/** The band of a value. */
export function bandOf(field: BandedField, value: number): Band {
  const [low, high] = bounds[field]
  return value < low ? 'low' : value > high ? 'high' : 'middle'
}

/** The value of a banded field; null where it is not known. */
export function bandedValue(profile: Profile, field: BandedField): number | null {
  const trait = bigFiveNames.find((name) => field === `bigFive.${name}`)
  return trait ? profile.bigFive[trait] : profile[field as Exclude<BandedField, `bigFive.${BigFiveName}`>]
}
