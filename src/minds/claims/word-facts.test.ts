import { expect, it } from 'vitest'
import { wordFacts } from './word-facts.ts'

it('wordFacts() says what it is and why', () => {
  expect(
    wordFacts({
      title: 'Heat',
      noun: 'film',
      year: 1995,
      genres: ['Crime', 'Thriller'],
      because: [
        { kind: 'liked-title', value: 'Casino' },
        { kind: 'liked-genre', value: 'Crime' },
        { kind: 'popular', value: '' },
      ],
    }),
  ).toBe(
    '"Heat" is a film from 1995 (Crime, Thriller). It is recommended because you liked "Casino", and you like the genre Crime, and it is popular.',
  )
})

it('wordFacts() leaves out what is not known', () => {
  expect(wordFacts({ title: 'Kestrel', year: null, genres: [], because: [] })).toBe('"Kestrel" is a title.')
})

it('wordFacts() says relations in a sentence each', () => {
  const facts = { title: 'Emma', noun: 'book', year: 1815, genres: [], because: [] }
  expect(
    wordFacts({
      ...facts,
      relations: [
        { kind: 'written-by', name: 'Jane Austen' },
        { kind: 'sequel-to', name: 'Persuasion' },
        { kind: 'won', name: 'a prize' },
      ],
    }),
  ).toBe('"Emma" is a book from 1815. It is written by Jane Austen. It is a sequel to "Persuasion". It won a prize.')
})
