import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { chanceScores } from './chance-scores.ts'
import { isConsistent } from './is-consistent.ts'
import { rankIn, rankMeasures, rankScores, rateScores, type TaskScores } from './task-scores.ts'
import { textScores } from './text-scores.ts'

const scale = { min: 1, max: 5 }
const rootOf = (errors: readonly TaskScores[]): number =>
  Math.sqrt(errors.reduce((sum, one) => sum + one['squared error']!, 0) / errors.length)

describe('chanceScores()', () => {
  // Exact values to four digits, recomputed by hand from the definitions.
  it.each([
    [8, [0.125, 0.375, 0.625, 1, 0.2664, 0.3686, 0.4942, 0.3397]],
    [10, [0.1, 0.3, 0.5, 1, 0.2131, 0.2948, 0.4544, 0.2929]],
    [20, [0.05, 0.15, 0.25, 0.5, 0.1065, 0.1474, 0.2272, 0.1799]],
    [100, [0.01, 0.03, 0.05, 0.1, 0.0213, 0.0295, 0.0454, 0.0519]],
  ])('chanceScores() of %d candidates', (candidates, expected) => {
    const { hit, ndcg, mrr } = chanceScores(candidates)
    const made = [...[1, 3, 5, 10].map(hit), ...[3, 5, 10].map(ndcg), mrr()]
    for (const [place, value] of made.entries()) expect(value).toBeCloseTo(expected[place]!, 4)
  })

  it('chanceScores() is the mean of rankScores() over all ranks, cut where the list is', () => {
    const all = Array.from({ length: 20 }, (_, place) => rankScores(place + 1))
    const cut = all.map((scores, place) => (place < 10 ? scores : rankScores(null)))
    const mean = (of: readonly TaskScores[], measure: 'HR@5' | 'nDCG@10' | 'MRR') =>
      of.reduce((sum, one) => sum + one[measure]!, 0) / 20
    expect(mean(all, 'HR@5')).toBeCloseTo(chanceScores(20).hit(5), 12)
    expect(mean(all, 'nDCG@10')).toBeCloseTo(chanceScores(20).ndcg(10), 12)
    expect(mean(all, 'MRR')).toBeCloseTo(chanceScores(20).mrr(), 12)
    expect(mean(cut, 'MRR')).toBeCloseTo(chanceScores(20).mrr(10), 12)
  })

  it('chanceScores() is where lists returned in the order shown end up: 10,000 shuffled ones of 20', () => {
    const random = randomStream(1, 'canary')
    const lists = Array.from({ length: 10_000 }, (_, list) => {
      const shown = random.split(list).shuffle(Array.from({ length: 20 }, (_, item) => String(item)))
      return rankScores(rankIn(shown, '0'))['HR@1']!
    })
    const mean = lists.reduce((sum, hit) => sum + hit, 0) / lists.length
    expect(Math.abs(mean - chanceScores(20).hit(1))).toBeLessThan(0.007)
  })
})

describe('rankScores()', () => {
  it('rankScores() of a failure is a miss', () => {
    expect(rankScores(null)).toEqual(Object.fromEntries(rankMeasures.map((measure) => [measure, 0])))
    expect(rankIn(null, 'c1')).toBeNull()
    expect(rankIn(['c2', 'c1'], 'c1')).toBe(2)
  })

  it('rankScores() gives the sixth place nothing at five', () => {
    expect(rankScores(6)).toMatchObject({ 'HR@5': 0, 'nDCG@5': 0 })
    expect(rankScores(6)['nDCG@10']).toBeCloseTo(1 / Math.log2(7), 12)
  })

  it('rankScores() with failures counted and left out: two hits in four answers, one of which never came', () => {
    const ranks = [1, 1, 2, null]
    const hits = ranks.map((rank) => rankScores(rank)['HR@1']!)
    const valid = hits.filter((_, place) => ranks[place] !== null)
    expect(hits.reduce((a, b) => a + b) / 4).toBe(0.5)
    expect(valid.reduce((a, b) => a + b) / valid.length).toBeCloseTo(0.6667, 4)
  })
})

describe('rateScores()', () => {
  // Truths 4, 5 and 3; predictions 4.5, 3 and a failure.
  it.each([
    ['worst', 1.658312],
    ['zero', 2.101587],
    ['scaleMid', Math.sqrt(4.25 / 3)],
  ] as const)('rateScores() puts %s for a failure', (substitute, expected) => {
    const errors = [rateScores(4.5, 4, scale), rateScores(3, 5, scale), rateScores(null, 3, scale, substitute)]
    expect(rootOf(errors)).toBeCloseTo(expected, 6)
    expect(rootOf(errors.slice(0, 2))).toBeCloseTo(1.457738, 6)
  })

  it('rateScores() takes the farther end of the scale for the worst', () => {
    expect(rateScores(null, 2, scale).MAE).toBe(3)
    expect(rateScores(null, 5, scale).MAE).toBe(4)
  })
})

describe('textScores()', () => {
  it('textScores() is undefined without a reference, and nothing for words that never came', () => {
    expect(Object.values(textScores('a film', null)).every(Number.isNaN)).toBe(true)
    expect(textScores(null, 'a slow film')).toEqual({ 'BLEU-2': 0, 'ROUGE-1': 0, 'ROUGE-2': 0, 'ROUGE-L': 0 })
    expect(textScores('Film', 'film')).toMatchObject({ 'ROUGE-1': 1, 'ROUGE-2': Number.NaN })
  })
})

describe('isConsistent()', () => {
  const printed = (hit5: number, gain5: number, hit10: number, gain10: number) =>
    isConsistent({ 'HR@5': hit5, 'nDCG@5': gain5, 'HR@10': hit10, 'nDCG@10': gain10 }, 5e-5)

  it('isConsistent() holds for every rank, and for chance', () => {
    for (let rank = 1; rank <= 20; rank++) expect(isConsistent(rankScores(rank))).toBe(true)
    for (const candidates of [1, 5, 8, 20, 100]) {
      const { hit, ndcg } = chanceScores(candidates)
      const row = { 'HR@5': hit(5), 'nDCG@5': ndcg(5), 'HR@10': hit(10), 'nDCG@10': ndcg(10) }
      expect(isConsistent(row)).toBe(true)
    }
  })

  it('isConsistent() tells printed rows that can be true from rows that cannot', () => {
    // ENMF and RecMind with self-inspiring, both on Beauty, as Wang et al. 2024 print them.
    expect(printed(0.1537, 0.1124, 0.2479, 0.1453)).toBe(true)
    expect(printed(0.0915, 0.0624, 0.1559, 0.1063)).toBe(false)
    expect(isConsistent({ 'HR@5': 0.1, 'nDCG@5': 0.02 })).toBe(false)
    expect(isConsistent({ 'HR@5': 0.1, 'nDCG@5': 0.11 })).toBe(false)
    expect(isConsistent({ 'HR@5': null })).toBe(true)
  })
})
