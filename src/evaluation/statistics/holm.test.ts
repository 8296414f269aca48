import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holm } from './holm.ts'

describe('holm()', () => {
  it('holm() never lowers a p, never passes Bonferroni or 1, and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 }), (ps) => {
        const adjusted = holm(ps) as number[]
        for (const [i, p] of ps.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p)
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p * ps.length) + 1e-12)
          for (const [j, other] of ps.entries()) if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!)
        }
      }),
    )
  })

  it('holm() of .01, .03 and .04 is .03, .06 and .06, in the order given', () => {
    const adjusted = holm([0.04, 0.01, 0.03]) as number[]
    expect(adjusted.map((p) => Number(p.toFixed(12)))).toEqual([0.06, 0.03, 0.06])
  })

  it('holm() does not count what was not tested', () => {
    expect(holm([0.02, null])).toEqual([0.02, null])
  })
})
