import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kendallTau } from './kendall-tau.ts'

const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 12 })

describe('kendallTau()', () => {
  it('kendallTau() is 1 with itself, -1 with its reverse, and blind to increasing transforms', () => {
    fc.assert(
      fc.property(
        scores.filter((list) => new Set(list).size > 1),
        (list) => {
          expect(kendallTau(list, list)).toBeCloseTo(1, 12)
          expect(
            kendallTau(
              list,
              list.map((score) => -score),
            ),
          ).toBeCloseTo(-1, 12)
          expect(kendallTau(list.map(Math.exp), list)).toBeCloseTo(1, 12)
        },
      ),
    )
  })

  it('kendallTau() of one swapped pair in four is 2/3', () => {
    expect(kendallTau([4, 3, 2, 1], [4, 3, 1, 2])).toBeCloseTo(0.666667, 6)
  })

  it('kendallTau() corrects for ties: 4 agreeing pairs of 5 untied on either side', () => {
    expect(kendallTau([1, 1, 2, 3], [1, 2, 2, 3])).toBeCloseTo(0.8, 12)
  })

  it('kendallTau() is null for fewer than two things and when one side is all tied', () => {
    expect(kendallTau([1], [2])).toBeNull()
    expect(kendallTau([], [])).toBeNull()
    expect(kendallTau([1, 2, 3], [5, 5, 5])).toBeNull()
  })

  it('kendallTau() refuses orders of different things', () => {
    expect(() => kendallTau([1], [1, 2])).toThrow(expect.objectContaining({ code: 'stats/different-test' }))
  })
})
