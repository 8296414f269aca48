import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutThoughts } from '../language/_thoughts.ts'
import { visibleWords } from './_visible-words.ts'

const shownOf = (pieces: readonly string[]): string => {
  const show = visibleWords()
  return pieces.map((piece) => show(piece)).join('') + show()
}

describe('visibleWords()', () => {
  it('shows words at once, and waits where a tag may begin', () => {
    const show = visibleWords()
    expect(['Yes', ' <', 'b>', ' no', '<thi', 'nk>Hm', '.</think>', ' 2 < 3'].map((piece) => show(piece))).toEqual([
      'Yes',
      ' ',
      '<b>',
      ' no',
      '',
      '',
      '',
      ' 2 < 3',
    ])
    expect(show()).toBe('')
  })

  it('shows the same as the whole without thoughts, wherever pieces are cut', () => {
    const part = fc.constantFrom(
      '<think>',
      '</think>',
      '<thinking>hm</thinking>',
      'yes ',
      '<',
      '>',
      'thin',
      '</',
      ' a\n',
    )
    fc.assert(
      fc.property(fc.array(part), fc.array(fc.nat(80)), (parts, cuts) => {
        const text = parts.join('')
        // A closing tag alone takes back what was shown; then the answer counts, not the words.
        fc.pre(withoutThoughts(text).startsWith(shownOf([...text])))
        const ends = [0, ...cuts.filter((cut) => cut <= text.length).sort((a, b) => a - b), text.length]
        const pieces = ends.slice(1).map((end, place) => text.slice(ends[place], end))
        if (!/<\/think/.test(text.replaceAll(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/g, ''))) {
          expect(shownOf(pieces)).toBe(withoutThoughts(text))
        }
      }),
    )
  })
})
