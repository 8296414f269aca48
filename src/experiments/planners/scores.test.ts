import { describe, expect, it } from 'vitest'
import { chanceScores } from './chance.ts'
import { isConsistent, rankIn, rankScores, rateScores } from './scores.ts'

describe('chanceScores()', () => {
  // Exact values to four digits, recomputed by hand from the definitions.
  it.each([
    [8, [0.125, 0.375, 0.625, 1, 0.2664, 0.3686, 0.4942, 0.3397]],
    [10, [0.1, 0.3, 0.5, 1, 0.2131, 0.2948, 0.4544, 0.2929]],
    [20, [0.05, 0.15, 0.25, 0.5, 0.1065, 0.1474, 0.2272, 0.1799]],
    [100, [0.01, 0.03, 0.05, 0.1, 0.0213, 0.0295, 0.0454, 0.0519]],
  ])('chanceScores() of %d candidates', (candidates, expected) => {
    const { hit, ndcg, mrr } = chanceScores(candidates)
    const made = [...[1, 3, 5, 10].map(hit), ...[3, 5, 10].map(ndcg), mrr]
    for (const [place, value] of made.entries()) expect(value).toBeCloseTo(expected[place]!, 4)
  })

  it('chanceScores() is the mean of rankScores() over all ranks', () => {
    const all = Array.from({ length: 20 }, (_, place) => rankScores(place + 1))
    const mean = (measure: 'HR@5' | 'nDCG@10' | 'MRR') => all.reduce((sum, one) => sum + one[measure]!, 0) / 20
    expect(mean('HR@5')).toBeCloseTo(chanceScores(20).hit(5), 12)
    expect(mean('nDCG@10')).toBeCloseTo(chanceScores(20).ndcg(10), 12)
    expect(mean('MRR')).toBeCloseTo(chanceScores(20).mrr, 12)
  })
})

describe('rankScores()', () => {
  it('rankScores() of a failure is a miss', () => {
    expect(rankScores(null)).toEqual({ 'HR@1': 0, 'HR@5': 0, 'nDCG@5': 0, 'nDCG@10': 0, MRR: 0 })
    expect(rankIn(null, 'c1')).toBeNull()
    expect(rankIn(['c2', 'c1'], 'c1')).toBe(2)
  })

  it('rankScores() gives the sixth place nothing at five', () => {
    expect(rankScores(6)).toMatchObject({ 'HR@5': 0, 'nDCG@5': 0 })
    expect(rankScores(6)['nDCG@10']).toBeCloseTo(1 / Math.log2(7), 12)
  })
})

describe('rateScores()', () => {
  it('rateScores() puts the farthest point of the scale for a failure', () => {
    const scale = { min: 1, max: 5, step: 1 }
    const errors = [rateScores(4.5, 4, scale), rateScores(3, 5, scale), rateScores(null, 3, scale)]
    const root = Math.sqrt(errors.reduce((sum, one) => sum + one['squared error']!, 0) / 3)
    expect(root).toBeCloseTo(1.658312, 6)
  })
})

describe('isConsistent()', () => {
  it('isConsistent() holds for every rank, and not for rows that no ranking can give', () => {
    for (let rank = 1; rank <= 20; rank++) {
      const scores = rankScores(rank)
      expect(isConsistent({ hit5: scores['HR@5']!, ndcg5: scores['nDCG@5']! })).toBe(true)
    }
    expect(isConsistent({ hit5: 0.1537, ndcg5: 0.1124 })).toBe(true)
    expect(isConsistent({ hit5: 0.1, ndcg5: 0.02 })).toBe(false)
    expect(isConsistent({ hit5: 0.1, ndcg5: 0.11 })).toBe(false)
  })
})
