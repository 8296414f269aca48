import { describe, expect, it } from 'vitest'
import { intervalError, minimalDetectable, normalQuantile, standardError } from './_power.ts'

describe('power', () => {
  it.each([
    [0.5, 0],
    [0.8, 0.841621234],
    [0.975, 1.959963985],
    [0.9975, 2.807033768],
    [0.01, -2.326347874],
    [1e-6, -4.753424309],
  ])('normalQuantile() of %d is %d, as in printed tables', (probability, value) => {
    expect(normalQuantile(probability)).toBeCloseTo(value, 7)
  })

  it('minimalDetectable() is 2.80 standard errors for one comparison, and grows with their number', () => {
    expect(minimalDetectable(1, 1)).toBeCloseTo(2.801585, 5)
    expect(minimalDetectable(1, 10)).toBeCloseTo(3.648655, 5)
  })

  it('standardError() is the paired standard deviation over the root of the pairs, or half the interval', () => {
    expect(standardError({ difference: -0.5, effectSize: -0.25 }, 100)).toBeCloseTo(0.2)
    expect(standardError({ difference: 0, effectSize: 0, low: -0.196, high: 0.196 }, 100)).toBeCloseTo(0.1, 4)
    expect(standardError({ difference: 0, effectSize: null, low: 0, high: 0 }, 100)).toBeNull()
    expect(intervalError({ low: null, high: 1 })).toBeNull()
  })
})
