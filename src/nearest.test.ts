import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearest } from './nearest.ts'

describe('nearest()', () => {
  it('nearest() finds a word with a letter missing, and leaves out a word far away', () => {
    expect(nearest('popularty', ['random', 'popularity', 'ease'])).toEqual(['popularity'])
  })

  it('nearest() finds a word by its beginning', () => {
    expect(nearest('smol', ['qwen2.5-coder-1.5b', 'smollm2-135m'])).toEqual(['smollm2-135m'])
  })

  it('nearest() ignores case and is empty when nothing is near', () => {
    expect(nearest('EASE', ['ease'])).toEqual(['ease'])
    expect(nearest('zzzzzz', ['ease', 'random'])).toEqual([])
  })

  it('nearest() keeps the given order for ties and returns at most count', () => {
    expect(nearest('ab', ['ac', 'ad', 'ae', 'af'], 2)).toEqual(['ac', 'ad'])
  })

  it('nearest() puts an exact word first', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, selector: (w) => w.toLowerCase() }),
        (words) => {
          for (const word of words) expect(nearest(word, words)[0]).toBe(word)
        },
      ),
      { numRuns: 50 },
    )
  })
})
