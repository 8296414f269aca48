import { describe, expect, it } from 'vitest'
import type { Profile } from '../profile.ts'
import { profileProblems } from '../profile-problems.ts'
import { checkProfileText } from '../text/check-profile-text.ts'
import { describeProfile } from '../text/describe-profile.ts'
import { handcrafted, handcraftedPerson } from './handcrafted.ts'

const people = handcrafted()
const fieldOf = (profile: Profile, field: string): unknown => {
  const [head, ...rest] = field.split('.')
  const outer: unknown = Reflect.get(profile, head!)
  return rest.length === 0 ? outer : Reflect.get(outer as object, rest.join('.'))
}

describe('handcrafted()', () => {
  it('handcrafted() gives twenty sound profiles, each of a person of its own', () => {
    expect(people).toHaveLength(20)
    expect(new Set(people.map(({ id }) => id)).size).toBe(20)
    for (const person of people) expect([person.id, profileProblems(person)]).toEqual([person.id, []])
  })

  it('handcrafted() states nothing in a status that is not a known field', () => {
    for (const person of people) {
      for (const { text, field } of person.statusClauses!) {
        expect([person.id, text, fieldOf(person, field) ?? null]).not.toEqual([person.id, text, null])
      }
      expect(person.status).toBe(person.statusClauses!.map(({ text }) => text).join(' '))
    }
  })

  it('handcrafted() writes statuses that would be found out where they stood with the opposite fields', () => {
    for (const person of people) {
      const opposite = opposed(person)
      const found = checkProfileText(opposite, person.status!).map(({ field }) => field)
      for (const { text, field } of person.statusClauses!) {
        expect([person.id, text, found.includes(field)]).toEqual([person.id, text, true])
      }
    }
  })

  it('handcrafted() gives no gender to occupations: every gender works in a dozen', () => {
    const known = people.map(({ demographics: { gender, occupation } }) => `${gender} ${occupation}`)
    expect(new Set(known).size).toBeGreaterThanOrEqual(19)
    for (const gender of ['female', 'male']) {
      expect(people.filter((person) => person.demographics.gender === gender)).toHaveLength(9)
    }
  })

  it('handcrafted() agrees with its own description', () => {
    for (const person of people) {
      expect([person.id, checkProfileText(person, describeProfile(person).text)]).toEqual([person.id, []])
    }
  })
})

describe('handcraftedPerson()', () => {
  it('handcraftedPerson() names the nearest for a name that does not exist', () => {
    expect(handcraftedPerson('slow-river').demographics.age).toBe(67)
    expect(() => handcraftedPerson('slow-rivers')).toThrow(
      expect.objectContaining({ hint: 'Did you mean slow-river?' }),
    )
  })
})

/** Somebody who is everything that this person is not. */
function opposed(person: Profile): Profile {
  const turned = Object.fromEntries(Object.entries(person.bigFive).map(([name, score]) => [name, -(score as number)]))
  return {
    ...person,
    demographics: { age: 99, gender: 'other', occupation: 'pilot', place: 'nowhere' },
    bigFive: turned as Profile['bigFive'],
    taste: { Opera: 1 },
    diversity: Math.log(50) - person.diversity!,
    conformity: 1.8 - person.conformity!,
    activity: 1 - person.activity!,
    priceSensitivity: 1 - person.priceSensitivity!,
    patience: 1 - person.patience!,
    privacyAttitude: 1 - person.privacyAttitude!,
  }
}
