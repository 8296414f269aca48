import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasetFromRows } from '../../data/index.ts'
import { itemId, userId, userIndex } from '../../domain/index.ts'
import { toyWorld } from '../../testing/index.ts'
import { percentileOf, starAtPercentile, starCountsOf, TENTHS, tenthShares } from './percentile.ts'

const points = [1, 2, 3, 4, 5]
const some = { points, counts: [1, 1, 2, 4, 2] }
const anyStars = fc
  .array(fc.nat({ max: 50 }), { minLength: 5, maxLength: 5 })
  .filter((counts) => counts.some((count) => count > 0))
  .map((counts) => ({ points, counts }))

describe('starAtPercentile()', () => {
  it('is the smallest star whose cumulative share reaches the percentile', () => {
    expect([0.05, 0.15, 0.3, 0.55, 0.95].map((q) => starAtPercentile(q, some))).toEqual([1, 2, 3, 4, 5])
  })

  it('never gives a star the person never gave, and never falls when the percentile rises', () => {
    fc.assert(
      fc.property(anyStars, (own) => {
        const stars = Array.from({ length: 101 }, (_, percent) => starAtPercentile(percent / 100, own))
        expect(stars.every((star) => own.counts[star - 1]! > 0)).toBe(true)
        expect(stars).toEqual(stars.toSorted())
      }),
    )
  })
})

describe('tenthShares()', () => {
  it('spreads a star over the tenths its ratings fill', () => {
    expect(tenthShares([0, 0, 0, 1, 0], some)).toEqual([0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25, 0, 0])
  })

  it('puts a star that was never given where it would stand', () => {
    expect(tenthShares([1, 0, 0, 0, 0], { points, counts: [0, 0, 5, 5, 0] })[0]).toBe(1)
    expect(tenthShares([0, 0, 0, 0, 1], { points, counts: [0, 0, 5, 5, 0] })[9]).toBe(1)
  })

  it('sums to one, and a person’s own histogram becomes the even spread', () => {
    fc.assert(
      fc.property(anyStars, (own) => {
        const total = own.counts.reduce((sum, count) => sum + count, 0)
        const tenths = tenthShares(
          own.counts.map((count) => count / total),
          own,
        )
        for (const tenth of tenths) expect(tenth).toBeCloseTo(0.1)
      }),
    )
  })

  it('leads back to the star it came from where the star fills a tenth', () => {
    for (const [place, star] of points.entries()) {
      const tenths = tenthShares(
        points.map((_, other) => Number(other === place)),
        some,
      )
      const stars = tenths.flatMap((share, tenth) =>
        share > 0 ? [starAtPercentile(percentileOf(tenth + 1), some)] : [],
      )
      expect(new Set(stars)).toEqual(new Set([star]))
    }
    expect(TENTHS).toEqual({ min: 1, max: 10, step: 1 })
  })
})

describe('starCountsOf()', () => {
  it('counts a person’s training ratings by star', () => {
    const counts = starCountsOf(toyWorld(), userIndex(0))
    expect(counts.slice(0, 3)).toEqual([0, 0, 0])
    expect(counts[3]! + counts[4]!).toBe(20)
  })

  it('refuses data without ratings, and somebody without any', () => {
    const row = { user: userId('a'), item: itemId('x'), value: 4, at: 0 }
    const facts = { name: 'toy', licence: 'MIT', people: [{ id: userId('nobody') }] }
    const nobody = datasetFromRows([row], facts).users.index(userId('nobody'))!
    expect(() => starCountsOf(datasetFromRows([row], facts), nobody)).toThrow('no ratings')
    const rated = datasetFromRows([row], { ...facts, scale: { min: 1, max: 5, step: 1 } })
    expect(() => starCountsOf(rated, nobody)).toThrow('Person nobody has no training ratings')
  })
})
