import { describe, expect, it } from 'vitest'
import { wilson } from './_wilson.ts'

describe('wilson()', () => {
  it('wilson() of 34 in 40 is .850 [.709, .929]', () => {
    const { mean, low, high } = wilson(34, 40)
    expect([mean, low, high].map((value) => value!.toFixed(3))).toEqual(['0.850', '0.709', '0.929'])
  })

  it('wilson() has width when everything succeeds, and nothing to say about nothing', () => {
    expect(wilson(30, 30).low).toBeCloseTo(0.886, 3)
    expect(wilson(0, 0)).toEqual({ mean: null, low: null, high: null })
  })
})
