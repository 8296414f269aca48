import { entropyOf, PROFILE_VERSION, type Profile } from '../profile.ts'

/** A handcrafted person as written down: the rest follows. */
export interface WrittenPerson {
  /** Also the handle. */
  readonly id: string
  readonly age: number
  readonly gender: string
  readonly occupation: string
  readonly place: string
  /** Openness, conscientiousness, extraversion, agreeableness, neuroticism. */
  readonly bigFive: readonly [number, number, number, number, number]
  readonly taste: Readonly<Record<string, number>>
  readonly conformity: number
  readonly activity: number
  readonly priceSensitivity: number
  readonly patience: number
  readonly privacyAttitude: number
  /** Clauses of the status with the field that each states. */
  readonly status: readonly (readonly [text: string, field: string])[]
}

/** The profile of a person written down; the diversity is that of the taste. */
export function handcraftedProfile({ id, age, gender, occupation, place, status, ...rest }: WrittenPerson): Profile {
  const [openness, conscientiousness, extraversion, agreeableness, neuroticism] = rest.bigFive
  return {
    v: PROFILE_VERSION,
    id,
    name: id,
    origin: 'handcrafted',
    demographics: { age, gender, occupation, place },
    bigFive: { openness, conscientiousness, extraversion, agreeableness, neuroticism },
    taste: { ...rest.taste },
    diversity: entropyOf(Object.values(rest.taste)),
    conformity: rest.conformity,
    activity: rest.activity,
    priceSensitivity: rest.priceSensitivity,
    patience: rest.patience,
    privacyAttitude: rest.privacyAttitude,
    status: status.map(([text]) => text).join(' '),
    statusClauses: status.map(([text, field]) => ({ text, field })),
  }
}
