import { describe, expect, it } from 'vitest'
import type { ItemFacts } from '../../domain/index.ts'
import { wordFacts } from '../../minds/index.ts'
import { claimScores } from './_claim-scores.ts'

const facts: ItemFacts = {
  title: 'Heat (1995)',
  year: 1995,
  genres: ['Crime', 'Thriller'],
  because: [
    { kind: 'liked-title', value: 'Casino (1995)' },
    { kind: 'liked-genre', value: 'Crime' },
  ],
}

describe('claimScores()', () => {
  it.each([
    ['"Heat" is for you. You liked "Casino".', 1, 1],
    ['You like Crime.', 1, 1],
    ['"Heat" is a Crime title.', 1, 0],
    ['"Heat" won an Oscar in 1987, and you liked "Casino".', 0, 1],
    ['"Heat" is for you.', 1, 0],
  ])('claimScores(%j) tells what is supported and whether a reason is given', (text, supported, reason) => {
    expect(claimScores(text, facts)).toMatchObject({ supported, 'own reason': reason })
  })

  it('claimScores() of the template is supported and gives a reason', () => {
    expect(claimScores(wordFacts(facts), facts)).toMatchObject({ supported: 1, 'own reason': 1 })
  })

  it('claimScores() does not take the item for its own reason, nor asks for one that nobody has', () => {
    const own = { ...facts, title: 'Crime Wave', because: [{ kind: 'liked-genre', value: 'Crime' }] } as const
    expect(claimScores('You will like "Crime Wave".', own)).toMatchObject({ 'own reason': 0 })
    expect(claimScores('"Heat" is for you.', { ...facts, because: [] })['own reason']).toBeNaN()
  })

  it('claimScores() of nothing is unsupported, without a length', () => {
    expect(claimScores(null, facts)).toEqual({ supported: 0, 'own reason': 0, words: Number.NaN })
  })
})
