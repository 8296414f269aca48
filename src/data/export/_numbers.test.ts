import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTime } from '../sources/_time-cell.ts'
import { shortest, type TimeUnit, timeCell, timeUnit } from './_numbers.ts'

describe('shortest()', () => {
  it('shortest() is the same number with 32 bits again, and never longer than the number itself', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        expect(Math.fround(shortest(value))).toBe(value)
        expect(String(shortest(value)).length).toBeLessThanOrEqual(String(value).length)
      }),
    )
    expect(shortest(Math.fround(3.7))).toBe(3.7)
  })
})

describe('timeUnit()', () => {
  it.each([
    [[1_500_000_000_000], ['seconds', 'milliseconds'], 'seconds', true],
    [[1_500_000_000_001], ['seconds', 'milliseconds'], 'milliseconds', true],
    [[5], ['milliseconds', 'dates'], 'dates', true],
    [[Number.NaN], ['milliseconds', 'dates'], 'milliseconds', true],
    [[5.5], ['milliseconds', 'dates'], 'milliseconds', false],
  ] as const)('timeUnit() of %j among %j is %s', (at, choices, unit, exact) => {
    expect(timeUnit([Float64Array.from(at)], choices as unknown as [TimeUnit])).toEqual({ unit, exact })
  })

  it('timeUnit() finds a unit in which a reader that goes by size gets the time back', () => {
    const times = fc.oneof(fc.integer({ min: -1e13, max: 1e13 }), fc.integer({ min: -1e9, max: 1e9 }), fc.double())
    fc.assert(
      fc.property(times, (time) => {
        const { unit, exact } = timeUnit([Float64Array.of(time)], ['seconds', 'milliseconds', 'dates'])
        if (!exact || Number.isNaN(time)) return
        const text = Buffer.from(`${timeCell(time, unit)}`)
        const cell = { unit: null, at: Number.NaN }
        readTime(text, 0, text.length, cell)
        expect(cell.at).toBe(time + 0)
      }),
    )
  })
})

describe('timeCell()', () => {
  it('timeCell() is undefined without a time, and for a date that cannot be told', () => {
    expect(timeCell(Number.NaN, 'seconds')).toBeUndefined()
    expect(timeCell(1e15, 'dates')).toBeUndefined()
  })
})
