import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corpusBleu, rougeL, rougeN, sentenceBleu, textWords } from './index.ts'

/**
 * Text, reference, BLEU-2, ROUGE-1, ROUGE-2, ROUGE-L. Made with nltk 3.10.4 (`sentence_bleu`, weights .5 and .5, smoothing method 1)
 * and rouge-score 0.1.2 (no stemmer, F-measure); null where rouge-score prints 0 for a reference without pairs of words.
 */
const golden: readonly (readonly [string, string, number, number, number | null, number])[] = [
  ['the cat sat on the mat', 'the cat is on the mat', Math.sqrt((5 / 6) * (3 / 5)), 0.833333, 0.6, 0.833333],
  ['A lovely slow film', 'Lovely, slow and sad film.', 0.3894, 0.666667, 0.285714, 0.666667],
  ['good', 'good', 0.316228, 1, null, 1],
  ['good', 'great game for two', 0, 0, 0, 0],
  ['the the the the', 'the cat sat', 0.091287, 0.285714, 0, 0.285714],
  ['Bright tent, easy to pitch, leaks a bit', 'Easy to pitch but it leaks', 0.377964, 0.571429, 0.333333, 0.571429],
  ['alpha beta', 'gamma delta epsilon', 0, 0, 0, 0],
  [
    'You liked Heat (1995), and this is crime too.',
    'I liked it because it is a crime film like Heat.',
    0.059683,
    0.4,
    0,
    0.3,
  ],
  ['police killed the gunman', 'the gunman police killed', 0.816497, 1, 0.666667, 0.5],
  ['one two three four five six seven', 'two one four three six five seven', 0.129099, 1, 0, 0.571429],
]

const words = fc
  .array(fc.constantFrom('tent', 'leaks', 'a', 'bit', 'good', 'film'), { minLength: 2, maxLength: 12 })
  .map((list) => list.join(' '))

describe('textWords()', () => {
  it('textWords() keeps letters of any script and digits, in lower case', () => {
    expect(textWords("Don't worry — Ærø, 2024!")).toEqual(['don', 't', 'worry', 'ærø', '2024'])
    expect(textWords(' … ')).toEqual([])
  })
})

describe('sentenceBleu()', () => {
  it.each(golden)('sentenceBleu(%j, %j) agrees with nltk', (text, reference, bleu) => {
    expect(sentenceBleu(text, reference)).toBeCloseTo(bleu, 6)
  })

  it('sentenceBleu() is 1 for the reference itself, and never above', () => {
    fc.assert(fc.property(words, (text) => Math.abs(sentenceBleu(text, text)! - 1) < 1e-12))
    fc.assert(fc.property(words, words, (one, other) => sentenceBleu(one, other)! <= 1))
  })

  it('sentenceBleu() is null without a reference, and 0 without a text', () => {
    expect(sentenceBleu('a text', '…')).toBeNull()
    expect(sentenceBleu('', 'a text')).toBe(0)
  })

  it('sentenceBleu() punishes a text for being short by e to the 1 - r / c', () => {
    // Both words and the pair match; the reference has four words.
    expect(sentenceBleu('a b', 'a b c d')).toBeCloseTo(Math.exp(-1), 12)
  })
})

describe('corpusBleu()', () => {
  it('corpusBleu() agrees with nltk on all pairs together', () => {
    expect(corpusBleu(golden.map(([text, reference]) => ({ text, reference })))).toBeCloseTo(0.3339708337187699, 12)
  })

  it('corpusBleu() counts a text that never came, and not a reference without words', () => {
    const pair = { text: 'a b', reference: 'a b' }
    expect(corpusBleu([pair, { text: null, reference: 'c d' }])).toBeCloseTo(Math.exp(1 - 4 / 2), 12)
    expect(corpusBleu([pair, { text: 'c d', reference: '' }])).toBe(1)
    expect(corpusBleu([{ text: 'c d', reference: '' }])).toBeNull()
    expect(corpusBleu([{ text: 'a c', reference: 'a b' }])).toBe(0)
  })
})

describe('rougeN() and rougeL()', () => {
  it.each(golden)('rougeN(%j, %j) agrees with rouge-score', (text, reference, _, one, two, longest) => {
    expect(rougeN(text, reference, 1)).toBeCloseTo(one, 6)
    const pairs = rougeN(text, reference, 2)
    if (two === null) expect(pairs).toBeNull()
    else expect(pairs).toBeCloseTo(two, 6)
    expect(rougeL(text, reference)).toBeCloseTo(longest, 6)
  })

  it('rougeL() is at most ROUGE-1, and both look the same from either side', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [single, longest] = [rougeN(one, other, 1)!, rougeL(one, other)!]
        return longest <= single && single === rougeN(other, one, 1) && longest === rougeL(other, one)
      }),
    )
  })
})
