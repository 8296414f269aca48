import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exponential } from './_exponential.ts'

it('exponential() is e^x for numbers that are not above 0', () => {
  fc.assert(
    fc.property(fc.double({ min: -86, max: 0, noNaN: true }), (x) => {
      expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(2e-7)
    }),
  )
})

it('exponential() is 0 far below 0', () => {
  expect(exponential(-88)).toBe(0)
  expect(exponential(Number.NEGATIVE_INFINITY)).toBe(0)
})
