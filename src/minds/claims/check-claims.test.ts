import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ItemFacts } from '../../domain/index.ts'
import { checkClaims } from './check-claims.ts'
import { wordFacts } from './word-facts.ts'

const heat: ItemFacts = {
  title: 'Heat',
  noun: 'film',
  year: 1995,
  genres: ['Crime', 'Thriller'],
  because: [
    { kind: 'liked-title', value: 'Casino' },
    { kind: 'liked-genre', value: 'Crime' },
  ],
}
const alien: ItemFacts = {
  title: 'Alien (1979)',
  noun: 'film',
  year: 1979,
  genres: ['Horror', 'Sci-Fi'],
  because: [
    { kind: 'similar-to', value: 'The Thing' },
    { kind: 'popular', value: 'rated by 1,291 people' },
  ],
}
const dracula: ItemFacts = {
  title: 'Dracula',
  noun: 'book',
  year: 1897,
  genres: ['Horror'],
  because: [],
  relations: [{ kind: 'written-by', name: 'Bram Stoker' }],
}

describe('checkClaims() lets pass', () => {
  it.each([
    ['a title without its year, and its genres in other words', alien, 'Alien is a science fiction film and scary.'],
    ['the decade', heat, 'A thriller from the 1990s, the 90s, the nineties.'],
    ['a count with or without its comma', alien, 'Rated by 1,291 people; 1291 viewers.'],
    ['a part of the decade', heat, 'Heat is from the mid nineties, the late 1990s.'],
    ['a guess about liking', heat, 'You will love Heat. If you like thrillers, you might enjoy it.'],
    ['a liked title and a liked genre', heat, 'You liked "Casino" and you really enjoy crime movies.'],
    ['praise of the recommendation', heat, 'Heat is a great match for you.'],
    ['a title with another mark for its apostrophe', { ...heat, title: 'Ocean’s Eleven' }, "Try “Ocean's Eleven”."],
    ['a title with its article behind', { ...heat, title: 'Sting, The (1973)', year: 1973 }, 'The Sting is from 1973.'],
    ['a relation of the facts', dracula, 'Dracula by Bram Stoker is a horror novel.'],
    ['nothing at all', heat, ''],
  ] satisfies [string, ItemFacts, string][])('%s', (_, facts, text) => {
    expect(checkClaims(text, facts)).toEqual({ ok: true, unsupported: [] })
  })
})

describe('checkClaims() turns down', () => {
  it.each([
    ['a wrong year', heat, 'Heat is from 1996.', ['1996']],
    ['a wrong decade', heat, 'Heat is a film of the 80s and the eighties.', ['80s', 'eighties']],
    ['a wrong part of the decade', heat, 'From the early nineties.', ['early']],
    ['the years since', heat, 'Loved since 1995.', ['1995']],
    ['any year where none is known', { ...heat, year: null }, 'Heat is from 1995.', ['1995']],
    ['the year as a count of people', alien, 'Rated by 1979 people.', ['1979']],
    ['a wrong genre', heat, 'Heat is a romantic crime comedy.', ['romantic', 'comedy']],
    ['a title that is not there', heat, 'You liked "The Godfather" too.', ['"The Godfather"']],
    ['a person', heat, 'Al Pacino is in Heat.', ['Al', 'Pacino']],
    ['a name made of neutral words', heat, 'Heat is by Will Might.', ['Will', 'Might']],
    ['a sequel', heat, 'Heat is a sequel to Casino.', ['sequel']],
    ['an award', heat, 'Heat won an award.', ['won', 'award']],
    ['a negation', heat, 'Heat is not a comedy.', ['not', 'comedy']],
    ['praise of the item', heat, 'Heat is great.', ['great']],
    ['a superlative', heat, 'Heat is the best crime film.', ['best']],
    ['liking what it is only similar to', alien, 'You liked The Thing.', ['liked', 'The Thing']],
    ['likeness to what was only liked', heat, 'Heat is similar to Casino.', ['similar', 'Casino']],
    ['a genre that is no liked one', heat, 'You like thrillers.', ['thrillers']],
    ['a genre that is no liked one, before its verb', heat, 'Heat is one of the thrillers you love.', ['thrillers']],
    ['liking of the item itself', heat, 'You liked Heat.', ['Heat']],
    ['popularity that is not given', heat, 'Heat is popular with viewers.', ['popular', 'viewers']],
    ['another kind of thing', heat, 'Heat is a novel.', ['novel']],
    ['another writer', dracula, 'Dracula by Mary Shelley.', ['Mary', 'Shelley']],
    ['another relation to the same name', dracula, 'Dracula, starring Bram Stoker.', ['starring']],
    ['stars of a rating', heat, 'Heat: ★★★★★, 5 of 5.', ['★', '5']],
    ['a forged mark', heat, 'Heat \ue0000\ue001 is a film.', ['\ue000', '\ue001', '0']],
    ['words of another language', heat, 'Heat ist ein Film über Liebe.', ['ist', 'ein', 'über', 'Liebe']],
  ] satisfies [string, ItemFacts, string, string[]][])('%s', (_, facts, text, unsupported) => {
    const found = checkClaims(text, facts)
    expect(found.ok).toBe(false)
    expect(found.unsupported).toEqual(expect.arrayContaining(unsupported))
  })
})

const word = fc.stringMatching(/^[A-Z][a-z]{1,8}$/)
const anyFacts: fc.Arbitrary<ItemFacts> = fc.record({
  title: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  noun: fc.constantFrom('film', 'book', 'game', 'album'),
  year: fc.option(fc.integer({ min: 1000, max: 2029 })),
  genres: fc.uniqueArray(fc.constantFrom('Crime', 'War', 'Film-Noir', "Children's", 'Jazz', 'Sci-Fi'), {
    maxLength: 3,
  }),
  because: fc.array(
    fc.record({
      kind: fc.constantFrom('liked-title' as const, 'similar-to' as const, 'popular' as const),
      value: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    }),
    { maxLength: 3 },
  ),
})

it('checkClaims() lets every template pass', () => {
  fc.assert(fc.property(anyFacts, (facts) => checkClaims(wordFacts(facts), facts).ok))
})

it('checkClaims() turns down a template with an invented clause', () => {
  const inventions = ['starring Xyl Quib', 'a sequel to "Qwx"', 'in which a girl finds a dragon', 'winner of 3 awards']
  fc.assert(
    fc.property(
      anyFacts,
      fc.constantFrom(...inventions),
      (facts, clause) => !checkClaims(`${wordFacts(facts)} It is a title ${clause}.`, facts).ok,
    ),
  )
})

it('checkClaims() reads any text without failing', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => Array.isArray(checkClaims(text, heat).unsupported)))
})

describe('checkClaims() does not see', () => {
  it.each([
    ['a fact of the item told of another title', 'Casino is a thriller from 1995.'],
    ['a reason that is true, given for something it is no reason for', 'You liked Casino, so you liked it in 1995.'],
  ])('%s', (_, text) => {
    expect(checkClaims(text, heat).ok).toBe(true)
  })
})
