import { describe, expect, it } from 'vitest'
import type { ItemFacts } from '../../domain/index.ts'
import { wordFacts } from '../../minds/claims/index.ts'
import { unconfirmed } from './_unconfirmed.ts'
import { factSets } from './sets/index.ts'

const facts: ItemFacts = {
  title: 'Heat',
  noun: 'film',
  year: 1995,
  genres: ['Crime', 'Thriller'],
  because: [
    { kind: 'liked-title', value: 'Casino' },
    { kind: 'liked-genre', value: 'Comedy' },
    { kind: 'similar-to', value: 'Ronin' },
  ],
  relations: [{ kind: 'directed-by', name: 'Michael Mann' }],
}

describe('unconfirmed()', () => {
  it('unconfirmed() finds nothing in the template, whatever the facts', () => {
    for (const { id, facts: given } of factSets) expect([id, unconfirmed(wordFacts(given), given)]).toEqual([id, []])
  })

  it('unconfirmed() finds something in words about other facts', () => {
    for (const [place, { facts: given }] of factSets.entries()) {
      const other = factSets[(place + 1) % factSets.length]!.facts
      expect(unconfirmed(wordFacts(other), given)).not.toEqual([])
    }
  })

  it.each([
    'Because you liked "Casino", you might enjoy "Heat" (1995), a crime film.',
    'Heat is a 1995 thriller directed by Michael Mann; it is similar to Ronin.',
    'You like comedies and you liked Casino, so we recommend Heat, a crime thriller from 1995.',
    '"Heat" is recommended because it is similar to "Ronin". It is a film directed by Michael Mann.',
    'You may like Heat since you loved Casino.',
  ])('unconfirmed() accounts for: %s', (text) => {
    expect(unconfirmed(text, facts)).toEqual([])
  })

  it.each([
    ['You liked "Heat", a crime film, and "Casino".', 'Heat: not known to be liked'],
    ['Heat is a comedy, and you liked Casino.', 'comedy: not a genre of the item'],
    ['You like thrillers and liked Casino, so try Heat.', 'thriller: not a taste'],
    ['Heat is similar to Casino.', 'Casino: not said to be liked'],
    ['You liked Ronin, so try Heat.', 'Ronin: not said to be similar'],
    ['You liked Casino (1995), so try Heat.', '1995: beside another title'],
    ['You liked Casino, so try Heat (1996).', '1996'],
    ['You liked Casino, so try Heat, a sequel.', 'sequel'],
    ['Because you liked Casino: Heat, starring Robert De Niro.', 'robert'],
    ['You did not like Casino, so try Heat.', 'not'],
    ['Heat is the best film for fans of Casino.', 'best'],
    ['Heat is popular and you liked Casino.', 'popular'],
    ['You liked Casino, so try this crime film.', 'the title is missing'],
    ['Heat is a crime film.', 'no reason is given'],
    ['You liked Casino, so try Heat with Michael Mann.', 'Michael Mann: without what it did'],
  ])('unconfirmed() turns down: %s', (text, reason) => {
    expect(unconfirmed(text, facts)).toContain(reason)
  })
})
