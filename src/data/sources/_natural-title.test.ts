import { describe, expect, it } from 'vitest'
import { naturalTitle } from './_natural-title.ts'

describe('naturalTitle()', () => {
  it.each([
    ['Usual Suspects, The (1995)', 'The Usual Suspects (1995)'],
    ['Fish Called Wanda, A (1988)', 'A Fish Called Wanda (1988)'],
    ["Enfer, L' (1994)", "L'Enfer (1994)"],
    ['Seventh Seal, The (Sjunde inseglet, Det) (1957)', 'The Seventh Seal (Det Sjunde inseglet) (1957)'],
    ['Misérables, Les', 'Les Misérables'],
    ['Good, The Bad and The Ugly, The (1966)', 'The Good, The Bad and The Ugly (1966)'],
  ])('naturalTitle() puts the article of "%s" to the front', (given, spoken) => {
    expect(naturalTitle(given)).toBe(spoken)
  })

  it.each(['Bye Bye, Love (1995)', 'Niagara, Niagara (1997)', 'Sex, Lies, and Videotape (1989)', 'unknown'])(
    'naturalTitle() leaves "%s" alone',
    (title) => {
      expect(naturalTitle(title)).toBe(title)
    },
  )

  it('naturalTitle() takes spaces around away', () => {
    expect(naturalTitle('Two Friends (1986) ')).toBe('Two Friends (1986)')
  })
})
