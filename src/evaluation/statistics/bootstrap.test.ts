import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { bootstrapMeans, pairedDifference } from './bootstrap.ts'

const options = (seed = 3, resamples = 400) => ({ random: randomStream(seed, 'bootstrap'), resamples })
const column = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 40 })

describe('bootstrapMeans()', () => {
  it('bootstrapMeans() keeps intervals inside the range of the values, and moves with them', () => {
    fc.assert(
      fc.property(column, fc.integer({ min: -9, max: 9 }), (values, shift) => {
        const [plain, moved] = bootstrapMeans(
          [Float64Array.from(values), Float64Array.from(values, (value) => value + shift)],
          options(),
        )
        expect(plain!.low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9)
        expect(plain!.high).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
        expect(moved!.low).toBeCloseTo(plain!.low! + shift, 9)
        expect(moved!.high).toBeCloseTo(plain!.high! + shift, 9)
      }),
      { numRuns: 30 },
    )
  })

  it('bootstrapMeans() gives a column the same interval whatever stands beside it', () => {
    const a = Float64Array.of(1, 4, 2, 8)
    expect(bootstrapMeans([Float64Array.of(9, 0, 0, 1), a], options())[1]).toEqual(bootstrapMeans([a], options())[0])
  })

  it('bootstrapMeans() covers the true mean about as often as it promises', () => {
    let covered = 0
    for (let trial = 0; trial < 300; trial++) {
      const random = randomStream(trial, 'sample')
      const sample = Float64Array.from({ length: 50 }, () => random.normal())
      const { low, high } = bootstrapMeans([sample], options(trial))[0]!
      if (low! <= 0 && high! >= 0) covered++
    }
    expect(covered / 300).toBeGreaterThan(0.9)
    expect(covered / 300).toBeLessThan(0.98)
  })

  it('bootstrapMeans() leaves people without a value out of mean and interval', () => {
    const [interval] = bootstrapMeans([Float64Array.of(1, Number.NaN, 1, Number.NaN, 1)], options())
    expect(interval).toEqual({ mean: 1, low: 1, high: 1, count: 3 })
  })

  it('bootstrapMeans() has no interval for one person and no mean for nobody', () => {
    const [one, none] = bootstrapMeans(
      [Float64Array.of(0.5, Number.NaN), Float64Array.of(Number.NaN, Number.NaN)],
      options(),
    )
    expect(one).toEqual({ mean: 0.5, low: null, high: null, count: 1 })
    expect(none).toEqual({ mean: null, low: null, high: null, count: 0 })
    expect(bootstrapMeans([new Float64Array(0)], options())[0]!.mean).toBeNull()
  })

  it('bootstrapMeans() refuses columns of different people and options without sense', () => {
    const columns = [new Float64Array(3), new Float64Array(4)]
    expect(() => bootstrapMeans(columns, options())).toThrow(expect.objectContaining({ code: 'stats/different-test' }))
    expect(() => bootstrapMeans([], options(1, 0))).toThrow(expect.objectContaining({ code: 'config/range' }))
  })
})

describe('pairedDifference()', () => {
  it('pairedDifference() is narrow where the means are uncertain but the difference is not', () => {
    const random = randomStream(11)
    const a = Float64Array.from({ length: 60 }, () => 5 * random.normal())
    const b = a.map((value) => value - 1)
    const { mean, low, high } = pairedDifference(a, b, options())
    expect(mean).toBeCloseTo(1, 9)
    expect(high! - low!).toBeLessThan(1e-9)
  })

  it('pairedDifference() counts only people who have both values', () => {
    expect(
      pairedDifference(Float64Array.of(1, 2, Number.NaN), Float64Array.of(0, Number.NaN, 1), options()).count,
    ).toBe(1)
  })
})
