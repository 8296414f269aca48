import { describe, expect, it } from 'vitest'
import { handcraftedPerson } from './handcrafted/handcrafted.ts'
import { entropyOf, profileJsonSchema, profileSchema } from './profile.ts'
import { readProfileLines } from './profile-lines.ts'
import { profileProblems, readProfile } from './profile-problems.ts'
import { protectedFields, publicProfile } from './public-profile.ts'

const otter = handcraftedPerson('quiet-otter')
const changed = (change: object): unknown => ({ ...otter, status: undefined, ...change })

describe('profileSchema', () => {
  it('profileSchema keeps fields that it does not know, outside and inside', () => {
    const raw = { ...otter, shoe: 44, demographics: { ...otter.demographics, height: 1.8 } }
    expect(profileSchema.parse(raw)).toEqual(raw)
    expect(readProfile(JSON.parse(JSON.stringify(raw)))).toEqual(raw)
  })
})

describe('profileJsonSchema()', () => {
  it('profileJsonSchema() names every field with its range, and allows others', () => {
    const schema = profileJsonSchema() as { properties: Record<string, object>; required: string[] }
    expect(schema.required).toEqual(expect.arrayContaining(['v', 'id', 'taste', 'privacyAttitude']))
    expect(JSON.stringify(schema.properties['activity'])).toContain('"maximum":1')
    expect(schema).toMatchObject({ additionalProperties: {} })
  })
})

describe('profileProblems()', () => {
  it.each([
    ['an age out of range', { demographics: { ...otter.demographics, age: 130 } }, 'demographics.age', '130'],
    ['an age in words', { demographics: { ...otter.demographics, age: 'old' } }, 'demographics.age', '"old"'],
    ['a taste that does not sum to 1', { taste: { Drama: 0.5, Comedy: 0.4 } }, 'taste', '0.9'],
    ['a negative share', { taste: { Drama: 1.5, Comedy: -0.5 } }, 'taste.Drama', '1.5'],
    ['a diversity that the taste denies', { diversity: 2.5 }, 'diversity', '0.938 nats'],
    ['a habit out of range', { patience: 1.2 }, 'patience', '1.2'],
    ['a score out of range', { bigFive: { ...otter.bigFive, openness: 9 } }, 'bigFive.openness', '9'],
    ['a name like a real one', { name: 'Ada Example' }, 'name', '"Ada Example"'],
    [
      'contact data',
      { demographics: { ...otter.demographics, place: 'www.example.org' } },
      'demographics.place',
      'www',
    ],
    ['a line break', { demographics: { ...otter.demographics, place: 'a\nb' } }, 'demographics.place', 'one line'],
    ['a status that says otherwise', { status: 'My activity level is high.' }, 'status', 'contradicts activity'],
    ['another version', { v: 2 }, 'v', '2'],
  ])('profileProblems() finds %s', (_, change, field, words) => {
    const problems = profileProblems(changed(change))
    expect(problems.map((problem) => problem.field)).toContain(field)
    expect(problems.map(({ message }) => message).join(' ')).toContain(words)
  })

  it('profileProblems() names what is missing, and never throws', () => {
    expect(profileProblems({ ...otter, taste: undefined })[0]?.message).toBe('taste is missing.')
    for (const raw of [null, 3, 'text', [], undefined]) expect(profileProblems(raw)).not.toEqual([])
  })

  it('profileProblems() lets null stand for what is not known', () => {
    const unknown = { taste: null, diversity: null, conformity: null, activity: null, patience: null }
    expect(profileProblems(changed(unknown))).toEqual([])
  })
})

describe('readProfile()', () => {
  it('readProfile() throws profile/field with the first problem and the count of the others', () => {
    const raw = changed({ patience: 2, activity: 2 })
    expect(() => readProfile(raw)).toThrow(
      expect.objectContaining({
        code: 'profile/field',
        message: expect.stringMatching(/^activity: .*, got 2\. \(and 1 more\)$/),
      }),
    )
  })
})

describe('readProfileLines()', () => {
  it('readProfileLines() tells problems by line and goes on', () => {
    const lines = [
      JSON.stringify(otter),
      '',
      'no json',
      JSON.stringify(otter),
      '{"id":7}',
      JSON.stringify({ ...otter, id: 'b' }),
    ]
    const { profiles, problems } = readProfileLines(lines)
    expect(profiles.map(({ id }) => id)).toEqual(['quiet-otter', 'b'])
    expect(new Set(problems.map(({ line }) => line))).toEqual(new Set([3, 4, 5]))
    expect(problems.find(({ line }) => line === 4)?.message).toContain('stands in line 1 already')
  })
})

describe('publicProfile()', () => {
  it('publicProfile() keeps every protected field, text and unknown field back unless named', () => {
    const open = publicProfile({ ...otter, secret: 1 })
    for (const field of [...protectedFields, 'demographics', 'status', 'statusClauses', 'name', 'secret']) {
      expect(Object.keys(open)).not.toContain(field)
    }
    expect(open.taste).toEqual(otter.taste)
    expect(publicProfile(otter, ['age', 'bigFive'])).toEqual({ ...open, age: 49, bigFive: otter.bigFive })
  })
})

describe('entropyOf()', () => {
  it('entropyOf() is in nats, whatever the sum, and null where there is nothing', () => {
    expect(entropyOf([0.5, 0.25, 0.25])).toBeCloseTo(1.039721, 6)
    expect(entropyOf([9, 1])).toBeCloseTo(0.325083, 6)
    expect(entropyOf([1, 0])).toBe(0)
    expect(entropyOf([])).toBeNull()
  })
})
