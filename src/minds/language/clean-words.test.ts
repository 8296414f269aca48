import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanWords } from './clean-words.ts'

describe('cleanWords()', () => {
  it.each([
    ['plain words', 'I liked it.', 'I liked it.'],
    ['thoughts before', '<think>They want praise.\n</think>\n\nI liked it.', 'I liked it.'],
    ['thoughts in the middle', 'I <THINKING>hm</THINKING>liked it.', 'I liked it.'],
    ['thoughts that the template opened', 'They want praise.</think>I liked it.', 'I liked it.'],
    ['thoughts without an end', '<think>They want praise, so', ''],
    ['only thoughts', '<think>Nothing.</think>', ''],
    ['quotes around', '"I liked it."', 'I liked it.'],
    ['curly quotes around quotes', "“ 'I liked it.' ”", 'I liked it.'],
    ['two quotations', '"Heat" was better than "Alien"', '"Heat" was better than "Alien"'],
    ['single quotes around an apostrophe', "'I didn't.'", "I didn't."],
    ['two quotations in single quotes', "'Heat' was better than 'Big'", "'Heat' was better than 'Big'"],
    ['a title at the end', 'I liked "Heat"', 'I liked "Heat"'],
    ['one quotation mark', '"', '"'],
    ['a code fence', '```text\nI liked it.\n```', 'I liked it.'],
    ['control characters', 'I\u0000 liked\u001b it.\u202e', 'I liked it.'],
    ['lines and tabs', '  I liked\n\n\tit.  ', 'I liked it.'],
    ['four sentences', 'One. Two! Three? Four.', 'One. Two! Three?'],
    [
      'titles and initials end nothing',
      'Dr. No beat Mr. T. Twice. It was fun. Really.',
      'Dr. No beat Mr. T. Twice. It was fun. Really.',
    ],
    [
      'numbers end nothing',
      'I give 4.5 of 5. It had wit. It had heart. It was long.',
      'I give 4.5 of 5. It had wit. It had heart.',
    ],
    ['sentences without spaces between', '很好。喜欢。再看。结束。', '很好。喜欢。再看。'],
    ['nothing', ' \n ', ''],
  ])('takes away what is not said: %s', (_, said, kept) => {
    expect(cleanWords(said)).toBe(kept)
  })

  it('cuts at a word and says so', () => {
    const kept = cleanWords('film '.repeat(200))
    expect(kept).toBe(`${'film '.repeat(79)}film…`)
  })

  it('is short, on one line and well formed, whatever was said', () => {
    const units = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))
    fc.assert(
      fc.property(fc.array(fc.oneof(units, fc.constantFrom(...' ."<>')), { maxLength: 600 }), (letters) => {
        const text = letters.join('')
        const kept = cleanWords(text)
        expect(Array.from(kept).length).toBeLessThanOrEqual(400)
        expect(kept).not.toMatch(/\p{Cc}/u)
        expect(kept.isWellFormed()).toBe(true)
        expect(kept.trim()).toBe(kept)
      }),
    )
  })

  it('takes linear time for tags without an end', () => {
    expect(cleanWords('</think>'.repeat(20_000))).toBe('')
    expect(cleanWords(`a${'<think>'.repeat(20_000)}`)).toBe('a')
  })
})
