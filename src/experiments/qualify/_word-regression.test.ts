import { describe, expect, it } from 'vitest'
import { wordRegression } from './_word-regression.ts'

describe('wordRegression()', () => {
  const score = wordRegression(
    ['a very good film', 'good fun', 'a very bad film', 'bad news'],
    [true, true, false, false],
  )

  it('wordRegression() learns which words mean yes, and weighs rare ones more', () => {
    expect(score('good')).toBeGreaterThan(0)
    expect(score('bad')).toBeLessThan(0)
    expect(score('GOOD fun')).toBeGreaterThan(score('a very good film'))
  })

  it('wordRegression() gives words that tell nothing, or were never seen, the log-odds of the labels', () => {
    expect(score('very film')).toBeCloseTo(0, 6)
    expect(score('zebra')).toBeCloseTo(0, 6)
    expect(wordRegression(['x', 'y', 'z'], [true, true, false])('zebra')).toBeGreaterThan(0)
    expect(wordRegression([], [])('anything')).toBe(0)
  })

  it('wordRegression() is at the minimum of its loss', () => {
    // One word each: by symmetry the weights are w and -w with w = p(no | yes text) and no bias.
    const one = wordRegression(['aa', 'bb'], [true, false])('aa')
    expect(one).toBeCloseTo(1 / (1 + Math.exp(one)), 6)
  })
})
