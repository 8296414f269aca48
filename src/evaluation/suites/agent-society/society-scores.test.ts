import { describe, expect, it } from 'vitest'
import { finalScore, hitScores, preferenceScore, reviewScore } from './society-scores.ts'

describe('scores of the challenge', () => {
  it('preferenceScore() of errors 1, 0 and 2 has the mean 0.8, and a failure counts as 0 stars', () => {
    const pairs = [
      [4, 5],
      [3, 3],
      [1, 3],
    ] as const
    expect(pairs.reduce((sum, [stars, truth]) => sum + preferenceScore(stars, truth), 0) / 3).toBeCloseTo(0.8, 12)
    expect(preferenceScore(null, 4)).toBeCloseTo(0.2, 12)
    expect(preferenceScore(9, 4)).toBe(preferenceScore(5, 4))
  })

  it('reviewScore() of .2, .4 and .1 is 0.8', () => {
    expect(reviewScore({ sentiment: 0.2, emotion: 0.4, topic: 0.1 })).toBeCloseTo(0.8, 12)
  })

  it('hitScores() is the mean of the hits within 1, 3 and 5', () => {
    expect([1, 3, 5, 6, null].map((rank) => hitScores(rank).score)).toEqual([1, 2 / 3, 1 / 3, 0, 0])
    // The first row of the published table: HR@1, 3, 5 of .305, .490, .628, printed as .4743.
    const lists = [...Array(305).fill(1), ...Array(185).fill(3), ...Array(138).fill(5), ...Array(372).fill(9)]
    expect(lists.reduce((sum, rank) => sum + hitScores(rank).score, 0) / lists.length).toBeCloseTo(0.4743, 4)
  })

  it('finalScore() weighs simulated 0.4 and real 0.6, and is null without either', () => {
    // The published table prints .4744 for these, which were rounded before.
    expect(finalScore(0.672, 0.343)).toBeCloseTo(0.4746, 4)
    expect(finalScore(null, 0.3)).toBeNull()
    expect(finalScore(0.3, null)).toBeNull()
  })
})
