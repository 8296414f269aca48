import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkClaims, wordFacts } from '../../../minds/claims/index.ts'
import { slotSchema } from '../../../minds/index.ts'
import {
  factSets,
  intentByKeywords,
  intentMessages,
  intents,
  type Labelled,
  moodByWords,
  moodTexts,
  sameSlots,
  slotRequests,
  slotsByRules,
  toolByKeywords,
  toolCatalogue,
  toolRequests,
} from './index.ts'

const sets = {
  moodTexts: { entries: moodTexts as readonly Labelled<unknown>[], development: 60, test: 120 },
  toolRequests: { entries: toolRequests, development: 50, test: 100 },
  intentMessages: { entries: intentMessages, development: 50, test: 100 },
  slotRequests: { entries: slotRequests, development: 50, test: 50 },
}
const halves = ['development', 'test'] as const

describe.each(Object.entries(sets))('%s', (_, { entries, ...sizes }) => {
  it('has as many texts as its gate asks, each with an id of its own', () => {
    for (const half of halves) expect(entries.filter((entry) => entry.half === half)).toHaveLength(sizes[half])
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
  })

  it('has no two texts that are nearly the same, within a half or across', () => {
    const words = entries.map(({ text }) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu)))
    const alike = entries.flatMap(({ text }, one) =>
      entries.slice(one + 1).flatMap((other, place) => {
        const [a, b] = [words[one]!, words[one + 1 + place]!]
        return a.intersection(b).size / a.union(b).size >= 0.8 ? [[text, other.text]] : []
      }),
    )
    expect(alike).toEqual([])
  })

  it('has texts as people write them: up to three sentences', () => {
    for (const { text } of entries) {
      expect(text).toBe(text.trim())
      expect(text.length).toBeGreaterThan(0)
      expect(text.length).toBeLessThan(200)
      expect(text.split(/(?<=[.!?])\s+/).length, text).toBeLessThanOrEqual(4)
    }
  })
})

it.each([
  ['moodTexts', moodTexts, ['negative', 'positive']],
  ['toolRequests', toolRequests, toolCatalogue.map(({ name }) => name)],
  ['intentMessages', intentMessages, intents.map(({ name }) => name)],
] as const)('%s has its labels equally often, and no others', (_, entries, labels) => {
  for (const half of halves) {
    const of = (entries as readonly Labelled<string>[]).filter((entry) => entry.half === half)
    const counts = labels.map((label) => of.filter((entry) => entry.label === label).length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    expect(counts.reduce((sum, count) => sum + count)).toBe(of.length)
  }
})

it('moodTexts come in an order that says nothing about their labels', () => {
  const labels = moodTexts.filter(({ half }) => half === 'test').map(({ label }) => label)
  const changes = labels.filter((label, place) => place > 0 && label !== labels[place - 1]).length
  // Of 119 neighbours half differ by chance, give or take 5.5.
  expect(changes).toBeGreaterThan(42)
  expect(changes).toBeLessThan(78)
})

it('slotRequests are forms of the schema whose years belong to their relation', () => {
  for (const { label, text } of slotRequests) {
    const { relation, from, to, like, genres, notGenres } = slotSchema.strict().parse(label)
    const named = { any: [false, false], before: [false, true], after: [true, false], between: [true, true] }[relation]
    expect([from !== null, to !== null], text).toEqual(named)
    if (from !== null && to !== null) expect(from).toBeLessThanOrEqual(to)
    if (like !== null) expect(text).toContain(like)
    expect(genres.filter((genre) => notGenres.includes(genre))).toEqual([])
  }
  expect(Object.keys(slotSchema.shape)).toEqual(['genres', 'notGenres', 'relation', 'from', 'to', 'like'])
})

it('sameSlots() does not mind the order of genres or the case of a title, and minds everything else', () => {
  const form = slotSchema.parse({
    genres: ['war', 'drama'],
    notGenres: [],
    relation: 'after',
    from: 1990,
    to: null,
    like: 'Heat',
  })
  expect(sameSlots(form, { ...form, genres: ['drama', 'war'], like: 'HEAT ' })).toBe(true)
  for (const change of [{ genres: [] }, { from: 1991 }, { like: null }, { notGenres: ['war'] }, { relation: 'any' }]) {
    expect(sameSlots(form, { ...form, ...change } as typeof form)).toBe(false)
  }
})

describe('factSets', () => {
  const reason = z.strictObject({
    kind: z.enum(['liked-title', 'liked-genre', 'popular', 'similar-to']),
    value: z.string(),
  })
  const relation = z.strictObject({
    kind: z.enum(['directed-by', 'written-by', 'starring', 'sequel-to', 'based-on', 'won']),
    name: z.string().min(1),
  })
  const schema = z.strictObject({
    title: z.string().min(1),
    noun: z.string().min(1).optional(),
    year: z.int().nullable(),
    genres: z.array(z.string().min(1)),
    because: z.array(reason).min(1),
    relations: z.array(relation).optional(),
  })

  it('are 25 to tune on and 50 to test on, no title twice', () => {
    expect(factSets.filter(({ half }) => half === 'development')).toHaveLength(25)
    expect(factSets.filter(({ half }) => half === 'test')).toHaveLength(50)
    expect(new Set(factSets.map(({ facts }) => facts.title)).size).toBe(75)
    expect(new Set(factSets.map(({ id }) => id)).size).toBe(75)
  })

  it('are as their type has them', () => {
    for (const { facts } of factSets) expect(schema.safeParse(facts).error).toBeUndefined()
  })

  it('have templates that pass the claim check', () => {
    for (const { facts } of factSets) {
      expect(checkClaims(wordFacts(facts), facts), wordFacts(facts)).toEqual({ ok: true, unsupported: [] })
    }
  })
})

describe('the cheap rules', () => {
  const right = <Label>(entries: readonly Labelled<Label>[], isRight: (entry: Labelled<Label>) => boolean) =>
    halves.map((half) => entries.filter((entry) => entry.half === half && isRight(entry)).length)

  // What they reach, [development, test]; they were written with the development half in view.
  it.each([
    [
      'moodByWords()',
      right(moodTexts, ({ text, label }) => moodByWords(text) > 0 === (label === 'positive')),
      [43, 79],
    ],
    ['toolByKeywords()', right(toolRequests, ({ text, label }) => toolByKeywords(text) === label), [47, 82]],
    ['intentByKeywords()', right(intentMessages, ({ text, label }) => intentByKeywords(text) === label), [48, 82]],
    ['slotsByRules()', right(slotRequests, ({ text, label }) => sameSlots(slotsByRules(text), label)), [50, 45]],
  ])('%s is right as often as before', (_, counts, before) => expect(counts).toEqual(before))

  it.each([
    ['I loved it', 1],
    ['I did not love it', -1],
    ['not bad', 1],
    ['A table.', 0],
  ])('moodByWords() of %j has the sign %d', (text, sign) => expect(Math.sign(moodByWords(text))).toBe(sign))

  it.each([
    ['a war film before 1970', { genres: ['war'], relation: 'before', to: 1970 }],
    ['nothing newer than 1985', { relation: 'before', to: 1985 }],
    ['not before 2008', { relation: 'after', from: 2008 }],
    ["from the '80s", { relation: 'between', from: 1980, to: 1989 }],
    ['romcoms', { genres: ['comedy', 'romance'] }],
    ['like "War Games", no war', { notGenres: ['war'], like: 'War Games' }],
    ['', {}],
  ])('slotsByRules() reads %j', (text, fields) => {
    const nothing = { genres: [], notGenres: [], relation: 'any', from: null, to: null, like: null }
    expect(sameSlots(slotsByRules(text), { ...nothing, ...fields } as never), JSON.stringify(slotsByRules(text))).toBe(
      true,
    )
  })
})
