import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { logistic } from './_logistic.ts'

describe('logistic()', () => {
  it('logistic() finds the weights that made the answers', () => {
    const random = randomStream(2)
    const rows = Array.from({ length: 8000 }, () => [random.normal(), 5 + 2 * random.normal()])
    const truth = ([a, b]: readonly number[]): number => 0.5 + a! - 0.5 * (b! - 5)
    const yes = rows.map((row) => random.next() < 1 / (1 + Math.exp(-truth(row))))
    const fitted = logistic(rows, yes)
    for (const row of [
      [0, 5],
      [1, 5],
      [0, 7],
    ])
      expect(Math.abs(fitted(row) - truth(row))).toBeLessThan(0.15)
  })

  it('logistic() stays finite when one feature tells everything and another never varies', () => {
    const fitted = logistic(
      [0, 1, 2, 3].map((x) => [x, 1]),
      [false, false, true, true],
    )
    expect(Number.isFinite(fitted([3, 1]))).toBe(true)
    expect(fitted([3, 1])).toBeGreaterThan(fitted([0, 1]))
  })

  it('logistic() of nothing knows nothing', () => {
    expect(logistic([], [])([1, 2])).toBe(0)
  })
})
