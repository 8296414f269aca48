import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { passHatK } from './pass-hat-k.ts'

const mean = (trials: number, successes: number, k: number) =>
  passHatK([{ trials, successes }], k, randomStream(1)).mean!

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)

describe('passHatK()', () => {
  it.each([
    [8, [0.5, 0.233333, 0.038462]],
    [12, [0.75, 0.55, 0.271978]],
    [3, [0.1875, 0.025, 0]],
  ])('passHatK() of %d successes in 16 trials', (successes, expected) => {
    for (const [place, k] of [1, 2, 4].entries()) expect(mean(16, successes, k)).toBeCloseTo(expected[place]!, 6)
  })

  it('passHatK() is C(c, k) / C(n, k), the share of successes at k = 1, and falls with k', () => {
    const counts = fc
      .integer({ min: 2, max: 20 })
      .chain((n) => fc.tuple(fc.constant(n), fc.nat(n), fc.integer({ min: 1, max: n })))
    fc.assert(
      fc.property(counts, ([n, c, k]) => {
        expect(mean(n, c, k)).toBeCloseTo(k > c ? 0 : choose(c, k) / choose(n, k), 10)
        expect(mean(n, c, 1)).toBeCloseTo(c / n, 12)
        if (k < n) expect(mean(n, c, k + 1)).toBeLessThanOrEqual(mean(n, c, k) + 1e-12)
      }),
      { numRuns: 15 },
    )
  })

  it('passHatK() is stable where binomials would overflow', () => {
    expect(mean(1e9, 9e8, 16)).toBeCloseTo(0.9 ** 16, 6)
    expect(mean(1e6, 1e6, 1000)).toBe(1)
  })

  it('passHatK() is a mean over tasks with an interval, and null without tasks', () => {
    const counts = [4, 4, 4, 0].map((successes) => ({ trials: 4, successes }))
    const { mean: middle, low, high, count } = passHatK(counts, 4, randomStream(1))
    expect([middle, count]).toEqual([0.75, 4])
    expect(low!).toBeLessThan(0.75)
    expect(high!).toBeGreaterThanOrEqual(0.75)
    expect(passHatK([], 1, randomStream(1)).mean).toBeNull()
  })

  it.each([
    [{ trials: 3, successes: 1 }, 4, 'pass^4 needs 4 trials of every task, and one has 3.'],
    [{ trials: 3, successes: 4 }, 1, 'got 4 of 3'],
    [{ trials: 3, successes: -1 }, 1, 'got -1 of 3'],
    [{ trials: 3, successes: 1 }, 0, 'must be a whole number from 1, got 0'],
    [{ trials: 3, successes: 1 }, 1.5, 'got 1.5'],
  ])('passHatK() refuses %j at k = %d', (count, k, sentence) => {
    expect(() => passHatK([count], k, randomStream(1))).toThrow(
      expect.objectContaining({ code: 'config/range', message: expect.stringContaining(sentence) }),
    )
  })
})
