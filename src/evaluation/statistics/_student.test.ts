import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incompleteBeta, logGamma, studentTwoSided } from './_student.ts'

describe('logGamma()', () => {
  it('logGamma() grows by the logarithm of x from x to x + 1, and is 0 at 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 500, noNaN: true }), (x) => {
        expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 10)
      }),
    )
    expect(logGamma(1)).toBeCloseTo(0, 13)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13)
  })
})

describe('incompleteBeta()', () => {
  it('incompleteBeta() mirrors itself, and is x itself for a = b = 1', () => {
    const size = fc.double({ min: 0.2, max: 60, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), size, size, (x, a, b) => {
        expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 10)
        expect(incompleteBeta(x, 1, 1)).toBeCloseTo(x, 12)
      }),
    )
  })
})

describe('studentTwoSided()', () => {
  it('studentTwoSided() has the values of the printed table at 5%', () => {
    // Student's table: 12.706, 2.228, 2.042 and 1.960 for 1, 10, 30 and endless degrees of freedom.
    for (const [t, degrees] of [
      [12.7062, 1],
      [2.22814, 10],
      [2.04227, 30],
      [1.95996, 1e7],
    ] as const)
      expect(studentTwoSided(t, degrees)).toBeCloseTo(0.05, 5)
  })

  it('studentTwoSided() with one degree of freedom is the arctangent of Cauchy', () => {
    for (const t of [0, 0.3, 2, 40]) expect(studentTwoSided(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 12)
  })
})
