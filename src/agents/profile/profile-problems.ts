import { TastemakerError } from '../../domain/index.ts'
import { entropyOf, type Profile, profileSchema } from './profile.ts'
import { checkProfileText } from './text/check-profile-text.ts'
import { contactData } from './text/contact-data.ts'

/** What is wrong with one field of a profile. */
export interface ProfileProblem {
  /** Such as `demographics.age` or `taste`; empty where there is no record at all. */
  readonly field: string
  /** A sentence with the value. */
  readonly message: string
}

/** How far a taste may be from a sum of 1. */
const SUM_TOLERANCE = 1e-6
/** How far a stated diversity may be from the entropy of the taste, in nats: hand-written figures are rounded. */
const DIVERSITY_TOLERANCE = 0.05

/**
 * Finds what is wrong with a profile: fields out of type or range, and fields or statements that contradict each other.
 *
 * @param raw anything, such as a line of a file after `JSON.parse`
 * @returns every problem with its field; empty for a sound profile
 * @example profileProblems({ ...person, taste: { Drama: 0.5 } })[0]?.field // 'taste'
 */
export function profileProblems(raw: unknown): readonly ProfileProblem[] {
  const parsed = profileSchema.safeParse(raw)
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({
      field: path.join('.'),
      message: sentenceOf(path, message, valueAt(raw, path)),
    }))
  }
  const profile = parsed.data
  return [...tasteProblems(profile), ...contactProblems(profile), ...statusProblems(profile)]
}

/**
 * A profile from outside, checked.
 *
 * @throws {TastemakerError} `profile/field` naming the first wrong field and how many more there are
 * @example readProfile(JSON.parse(line)).taste
 */
export function readProfile(raw: unknown): Profile {
  const problems = profileProblems(raw)
  const [first] = problems
  if (!first) return profileSchema.parse(raw)
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  throw new TastemakerError(
    'profile/field',
    `${first.message}${more}`,
    'Mend the field, or set it to null where the value is not known.',
  )
}

function tasteProblems({ taste, diversity }: Profile): ProfileProblem[] {
  if (taste === null) return []
  const sum = Object.values(taste).reduce((total, share) => total + share, 0)
  if (Math.abs(sum - 1) > SUM_TOLERANCE) {
    return [{ field: 'taste', message: `taste: the shares must sum to 1, got ${Number(sum.toPrecision(6))}.` }]
  }
  const entropy = entropyOf(Object.values(taste)) ?? 0
  if (diversity === null || Math.abs(diversity - entropy) <= DIVERSITY_TOLERANCE) return []
  return [
    {
      field: 'diversity',
      message: `diversity: ${diversity} contradicts the taste, whose entropy is ${entropy.toFixed(3)} nats.`,
    },
  ]
}

function contactProblems({ demographics }: Profile): ProfileProblem[] {
  return (['occupation', 'place'] as const).flatMap((field) => {
    const found = contactData(demographics[field] ?? '')
    if (found === null) return []
    const message = `demographics.${field}: ${shown(found)} looks like contact data, which a profile must not hold.`
    return [{ field: `demographics.${field}`, message }]
  })
}

function statusProblems(profile: Profile): ProfileProblem[] {
  if (profile.status === undefined) return []
  return checkProfileText(profile, profile.status).map(({ message }) => ({
    field: 'status',
    message: `status: ${message}`,
  }))
}

function sentenceOf(path: readonly PropertyKey[], message: string, value: unknown): string {
  const field = path.length === 0 ? 'The profile' : path.join('.')
  if (value === undefined) return `${field} is missing.`
  const wanted = message.replace(/^(?:Invalid input|Too big|Too small|Invalid option): |, received .*$/g, '')
  return `${field}: ${wanted}, got ${shown(value)}.`
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return value
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80)
