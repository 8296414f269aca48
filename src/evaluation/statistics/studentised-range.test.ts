import { describe, expect, it } from 'vitest'
import { studentTwoSided } from './_student.ts'
import golden from './golden.json' with { type: 'json' }
import { studentisedRangeQuantile, studentisedRangeTail } from './studentised-range.ts'

describe('studentisedRangeTail()', () => {
  it('studentisedRangeTail() of two means is Student: q is t times the root of 2', () => {
    for (const degrees of [1, 2, 7, 60, 5000])
      for (const t of [0.4, 2, 5])
        expect(studentisedRangeTail(t * Math.SQRT2, 2, degrees)).toBeCloseTo(studentTwoSided(t, degrees), 9)
  })

  it('studentisedRangeTail() falls with q, grows with the number of means, and starts at 1', () => {
    expect(studentisedRangeTail(0, 3, 10)).toBe(1)
    const tails = [1, 2, 4, 8, 16].map((q) => studentisedRangeTail(q, 5, 12))
    expect(tails.toSorted((a, b) => b - a)).toEqual(tails)
    expect(studentisedRangeTail(3, 4, 12)).toBeGreaterThan(studentisedRangeTail(3, 3, 12))
  })

  it('studentisedRangeTail() agrees with an independent implementation', () => {
    for (const [q, groups, degrees, tail] of golden.studentisedRange)
      expect(studentisedRangeTail(q!, groups!, degrees!)).toBeCloseTo(tail!, 9)
  })

  it.each([
    // Harter 1960, as printed in tables of the upper points of the studentised range.
    [0.05, 2, 10, '3.151'],
    [0.05, 3, 10, '3.877'],
    [0.05, 5, 20, '4.232'],
    [0.05, 10, 60, '4.646'],
    [0.05, 3, 120, '3.356'],
    [0.05, 3, 1e6, '3.314'],
    [0.05, 10, 1, '49.07'],
    [0.01, 3, 10, '5.27'],
    [0.01, 5, 20, '5.29'],
  ])(
    'studentisedRangeTail() is %d for %d means and %d degrees of freedom at the printed %s',
    (tail, groups, degrees, printed) => {
      const half = 0.55 * 10 ** -printed.split('.')[1]!.length
      expect(studentisedRangeTail(Number(printed) - half, groups, degrees)).toBeGreaterThan(tail)
      expect(studentisedRangeTail(Number(printed) + half, groups, degrees)).toBeLessThan(tail)
    },
  )
})

describe('studentisedRangeQuantile()', () => {
  it('studentisedRangeQuantile() turns the tail around', () => {
    expect(studentisedRangeTail(studentisedRangeQuantile(0.05, 3, 10), 3, 10)).toBeCloseTo(0.05, 8)
    expect(studentisedRangeQuantile(0.05, 4, 1)).toBeCloseTo(32.82, 2)
  })
})
