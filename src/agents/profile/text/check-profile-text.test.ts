import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../../random.ts'
import { generatedProfiles } from '../generate/generated.ts'
import { handcraftedPerson } from '../handcrafted/handcrafted.ts'
import type { Profile } from '../profile.ts'
import { sentencesUnderTest } from './_sentences-under-test.ts'
import { checkProfileText, repairProfileText } from './check-profile-text.ts'
import { describeProfile } from './describe-profile.ts'

const otter = handcraftedPerson('quiet-otter')
const fieldsOf = (profile: Profile, text: string) => checkProfileText(profile, text).map(({ field }) => field)

describe('checkProfileText()', () => {
  it.each([
    ['an age', 'I am 50 years old.', 'demographics.age'],
    ['a decade', 'He is in his early thirties.', 'demographics.age'],
    ['a gender by noun', 'I am a woman of few words.', 'demographics.gender'],
    ['a gender by pronoun', 'She prefers dramas.', 'demographics.gender'],
    ['an occupation', 'I work as a pilot.', 'demographics.occupation'],
    ['a place', 'I live in a harbour town.', 'demographics.place'],
    ['a like of what is hardly chosen', 'I love horror films.', 'taste.Horror'],
    ['a dislike of what is chosen', 'I avoid dramas.', 'taste.Drama'],
    ['a negated like', 'I do not enjoy dramas.', 'taste.Drama'],
    ['the wrong favourite', 'Documentaries are my favourites.', 'taste.Documentary'],
    ['a wrong share', 'About 20% of what I choose is Drama.', 'taste.Drama'],
    ['a trait', 'I am very outgoing.', 'bigFive.extraversion'],
    ['a negated trait', 'I am not organised.', 'bigFive.conscientiousness'],
    ['a habit', 'My activity level is high.', 'activity'],
    ['a negated habit', 'I never look at prices.', 'priceSensitivity'],
  ])('checkProfileText() finds a contradiction: %s', (_, text, field) => {
    expect(checkProfileText(otter, text)).toContainEqual(expect.objectContaining({ field, kind: 'contradiction' }))
  })

  it.each([
    ['a number', 'I have rated 300 films.', null],
    ['a family', 'My wife picks the film.', null],
    ['health', 'I am diabetic.', null],
    ['contact data', 'Write to me at otter@example.org.', null],
    ['a name', 'My name is Somebody Else.', 'name'],
  ])('checkProfileText() finds what no field states: %s', (_, text, field) => {
    expect(fieldsOf(otter, text)).toContain(field)
  })

  it.each([
    'I am a 49-year-old accountant.',
    'I am not a pilot, and I am no longer young.',
    'I do not like horror.',
    'I love drama, and I can not stand slashers.',
    'My mother says she would watch anything.',
    'My sister is a nurse, and my neighbour is an outgoing pilot.',
    'I am not outgoing, and I compare prices.',
    'I like quiet films with imaginative plots.',
    '',
  ])('checkProfileText() lets pass what is true or beyond the rules: %s', (text) => {
    expect(fieldsOf(otter, text)).toEqual([])
  })

  it('checkProfileText() calls a trait unsupported when it is not known', () => {
    const unknown = { ...otter, bigFive: { ...otter.bigFive, extraversion: null } }
    expect(checkProfileText(unknown, 'I am outgoing.')).toEqual([
      expect.objectContaining({ kind: 'unsupported', field: 'bigFive.extraversion', phrase: 'outgoing' }),
    ])
  })

  it('checkProfileText() agrees with the description of any generated person', () => {
    const people = generatedProfiles(randomStream(5))
    fc.assert(
      fc.property(fc.nat(100_000), (number) => {
        const person = people.person(number)
        expect(checkProfileText(person, describeProfile(person).text)).toEqual([])
      }),
    )
  })

  it('checkProfileText() never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void checkProfileText(otter, text)))
  })

  it('checkProfileText() sees most false sentences and lets most true ones pass', () => {
    const flagged = (sound: boolean) =>
      sentencesUnderTest
        .filter(([, isSound]) => isSound === sound)
        .map(([person, , text]) => checkProfileText(handcraftedPerson(person), text).length > 0)
    const [raised, seen] = [flagged(true), flagged(false)]
    expect([raised.length, seen.length]).toEqual([32, 32])
    // The counts of the first run, before any rule was mended on what these sentences showed.
    expect(seen.filter((one) => one).length).toBeGreaterThanOrEqual(30)
    expect(raised.filter((one) => one).length).toBeLessThanOrEqual(1)
  })
})

describe('repairProfileText()', () => {
  it('repairProfileText() drops the sentences that are not borne out and keeps the others', () => {
    const { text, dropped } = repairProfileText(otter, 'I am an accountant. I am a pilot. I prefer dramas!')
    expect(text).toBe('I am an accountant. I prefer dramas!')
    expect(dropped.map(({ phrase }) => phrase)).toEqual(['am a pilot'])
  })

  it('repairProfileText() leaves a text in which nothing is found any more', () => {
    const words = fc.constantFrom(...sentencesUnderTest.map(([, , sentence]) => sentence))
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (sentences) => {
        expect(checkProfileText(otter, repairProfileText(otter, sentences.join(' ')).text)).toEqual([])
      }),
    )
  })
})
