import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  enhancementProbability,
  forgetProbabilities,
  importanceOf,
  keepScore,
  mergeStrength,
  passesSenses,
  recallScore,
  recency,
  relevance,
} from './formulas.ts'

describe('importanceOf()', () => {
  it('importanceOf() keeps what is rated 7 and drops what is rated 6', () => {
    expect(importanceOf(7)).toBeCloseTo(0.63, 12)
    expect(importanceOf(6)).toBeCloseTo(0.54, 12)
    expect([7, 6].map((rating) => passesSenses(importanceOf(rating)))).toEqual([true, false])
  })
})

describe('enhancementProbability()', () => {
  it('enhancementProbability() meets the published boundary and adds .1 for the newest', () => {
    expect(enhancementProbability(0.8473, false)).toBeCloseTo(0.7, 4)
    expect(enhancementProbability(0.7473, true)).toBeCloseTo(0.7, 4)
    expect(enhancementProbability(0.8, false)).toBeCloseTo(0.68997, 5)
    expect(enhancementProbability(0.8, true)).toBeCloseTo(0.71095, 5)
  })
})

describe('mergeStrength()', () => {
  it('mergeStrength() meets the published boundary', () => {
    expect(mergeStrength(0.94446)).toBeCloseTo(0.72, 5)
  })
})

describe('relevance()', () => {
  it('relevance() falls with the plain or the squared distance', () => {
    const cosines = [1, 0.8, 0.5, 0]
    const expected = {
      plain: [1, 0.552786, 0.292893, 0],
      squared: [1, 0.717157, 0.292893, -0.414214],
    }
    for (const distance of ['plain', 'squared'] as const) {
      for (const [place, cosine] of cosines.entries()) {
        expect(relevance(cosine, distance)).toBeCloseTo(expected[distance][place]!, 6)
      }
    }
  })

  it('relevance() never falls as the cosine rises, and takes a cosine that rounding put above 1 for 1', () => {
    const cosine = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(cosine, cosine, fc.constantFrom('plain', 'squared'), (a, b, distance) => {
        expect(relevance(Math.max(a, b), distance)).toBeGreaterThanOrEqual(relevance(Math.min(a, b), distance))
      }),
    )
    expect(relevance(1 + 1e-9, 'plain')).toBe(1)
  })
})

describe('recallScore()', () => {
  it('recallScore() adds recency, importance and relevance', () => {
    // A Euclidean distance of .5 is a cosine of .875.
    expect(recency(24)).toBeCloseTo(0.785678, 6)
    expect(relevance(0.875, 'plain')).toBeCloseTo(0.646447, 6)
    expect(recallScore(24, 0.63, relevance(0.875, 'plain'))).toBeCloseTo(2.062125, 6)
  })
})

describe('keepScore()', () => {
  it('keepScore() gives the published numbers', () => {
    expect(recency(48)).toBeCloseTo(0.61729, 6)
    expect(keepScore(48, 0.63)).toBeCloseTo(0.302462, 6)
    expect(recency(240)).toBeCloseTo(0.089629, 6)
    expect(keepScore(240, 0.09)).toBeCloseTo(0.00241, 6)
  })

  it('keepScore() has its floor from 305.47 hours on', () => {
    const isFloor = (hours: number) => keepScore(hours, 0.5) === (0.01 * (0.5 + recency(hours))) / 2
    expect([305.4, 305.48].map(isFloor)).toEqual([false, true])
  })
})

describe('forgetProbabilities()', () => {
  it('forgetProbabilities() gives the published numbers for two memories', () => {
    const [one, other] = forgetProbabilities([keepScore(48, 0.63), keepScore(240, 0.09)])
    expect(one).toBeCloseTo(0.411496, 6)
    expect(other).toBeCloseTo(0.588504, 6)
  })

  it('forgetProbabilities() sum to 1 and are the higher the lower the score', () => {
    const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(scores, (given) => {
        const chances = forgetProbabilities(given)
        expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9)
        for (const [a, score] of given.entries()) {
          for (const [b, other] of given.entries()) {
            if (score < other) expect(chances[a]).toBeGreaterThanOrEqual(chances[b]!)
          }
        }
      }),
    )
    expect(forgetProbabilities([])).toHaveLength(0)
  })
})
