import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, readTime, type TimeCell } from './_time-cell.ts'

function read(text: string): TimeCell {
  const cell: TimeCell = { unit: null, at: Number.NaN }
  const bytes = Buffer.from(text)
  readTime(bytes, 0, bytes.length, cell)
  return cell
}

describe('readTime()', () => {
  it.each([
    ['978300000', 'seconds', 978_300_000_000],
    ['978300000.5', 'seconds', 978_300_000_500],
    ['1588687728923', 'milliseconds', 1_588_687_728_923],
    ['1588687728923000', 'microseconds', 1_588_687_728_923],
    ['2001-09-09', 'dates', 999_993_600_000],
    ['-5', 'seconds', -5000],
  ])('readTime() reads %s as %s', (text, unit, at) => expect(read(text)).toEqual({ unit, at }))

  it.each(['1588687728923000000', 'yesterday', '2001-02-30', '2001-13-01', '04 13, 2014', '2001-09-09T25:00'])(
    'readTime() takes %s for no time',
    (text) => expect(read(text)).toEqual({ unit: null, at: Number.NaN }),
  )
})

describe('dateOf()', () => {
  it('dateOf() reads what a Date writes', () => {
    const moment = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(moment, (date) => {
        expect(dateOf(date.toISOString())).toBe(date.getTime())
      }),
    )
  })

  it.each([
    ['2001-09-09 01:46:42', 1_000_000_002_000],
    ['2001-09-09 03:46:42+02:00', 1_000_000_002_000],
    ['2001-09-08T23:46:42-0200', 1_000_000_002_000],
    ['2001-9-9', 999_993_600_000],
    ['2001-09-09T01:46Z', 1_000_000_002_000 - 42_000],
    ['2001-09-09 01:46:42.250', 1_000_000_002_250],
  ])('dateOf() reads %s', (text, at) => expect(dateOf(text)).toBe(at))
})
