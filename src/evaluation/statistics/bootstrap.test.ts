import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { bootstrapMeans, intervalKinds, pairedDifference } from './bootstrap.ts'
import golden from './golden.json' with { type: 'json' }

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
        // The ends are written with six digits: of two numbers below 20 that may take half of a fourth digit from each.
        expect(Math.abs(moved!.low! - (plain!.low! + shift))).toBeLessThan(1e-4)
        expect(Math.abs(moved!.high! - (plain!.high! + shift))).toBeLessThan(1e-4)
      }),
      { numRuns: 30 },
    )
  })

  it('bootstrapMeans() gives a column the same interval whatever stands beside it', () => {
    const a = Float64Array.of(1, 4, 2, 8)
    expect(bootstrapMeans([Float64Array.of(9, 0, 0, 1), a], options())[1]).toEqual(bootstrapMeans([a], options())[0])
  })

  it('bootstrapMeans() is what drawing people one by one comes to', () => {
    const values = Float64Array.of(0.2, Number.NaN, 0.9, 0.4, 0, 0.7)
    const random = randomStream(3, 'bootstrap')
    const means = Array.from({ length: 400 }, () => {
      const drawn = Array.from(values, () => values[random.int(values.length)]!).filter((value) => !Number.isNaN(value))
      return drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    })
    means.sort((a, b) => a - b)
    const { low, high } = bootstrapMeans([values], options())[0]!
    expect(low).toBeGreaterThanOrEqual(means[9]! - 1e-6)
    expect(low).toBeLessThanOrEqual(means[10]! + 1e-6)
    expect(high).toBeGreaterThanOrEqual(means[389]! - 1e-6)
    expect(high).toBeLessThanOrEqual(means[390]! + 1e-6)
  })

  it.each(golden.bca)('bootstrapMeans() agrees with an independent implementation: $name', (row) => {
    for (const interval of intervalKinds) {
      const random = randomStream(2, 'draws')
      const { low, high } = bootstrapMeans([Float64Array.from(row.values)], { random, interval })[0]!
      const [wantedLow, wantedHigh] = row[interval] as [number, number]
      // Both sides draw by chance: a twentieth of the width is more than ten thousand draws are off by.
      expect(Math.abs(low! - wantedLow)).toBeLessThan((wantedHigh - wantedLow) / 20)
      expect(Math.abs(high! - wantedHigh)).toBeLessThan((wantedHigh - wantedLow) / 20)
    }
  })

  it('bootstrapMeans() moves a BCa interval towards the long tail, and leaves a symmetric one alone', () => {
    const of = (values: readonly number[], interval: 'bca' | 'percentile') =>
      bootstrapMeans([Float64Array.from(values)], { ...options(1, 4000), interval })[0]!
    const skewed = [0, 0, 0, 0, 0, 0, 1, 1, 2, 9]
    expect(of(skewed, 'bca').high).toBeGreaterThan(of(skewed, 'percentile').high!)
    expect(of(skewed, 'bca').low).toBeGreaterThan(of(skewed, 'percentile').low!)
    const even = [-2, -1, -1, 0, 0, 0, 0, 1, 1, 2]
    expect(of(even, 'bca').high).toBeCloseTo(of(even, 'percentile').high!, 1)
    expect(of([3, 3, 3], 'bca')).toEqual({ mean: 3, low: 3, high: 3, count: 3 })
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

  it('bootstrapMeans() says exactly 0 where a draw has nothing but zeros', () => {
    const few = new Float64Array(12)
    few[3] = 0.1
    expect(bootstrapMeans([few], options())[0]!.low).toBe(0)
    expect(bootstrapMeans([few.map((value) => 0 - value)], options())[0]!.high).toBe(0)
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
