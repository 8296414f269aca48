import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberIn, numberOf } from './_number-cell.ts'

/** Reads a text as a cell in the middle of other bytes. */
function read(text: string): number {
  const bytes = Buffer.from(`9${text}9`)
  return numberIn(bytes, 1, bytes.length - 1)
}

describe('numberIn()', () => {
  it('numberIn() reads every number as Number reads it', () => {
    const written = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.integer().map(String),
      fc.tuple(fc.nat(99_999), fc.nat(9_999)).map(([whole, part]) => `${whole}.${part}`),
      fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
    )
    fc.assert(
      fc.property(written, (text) => {
        expect(read(text)).toBe(Number(text))
      }),
    )
  })

  it.each(['', '-', '.', '-.', '1.2.3', '4,5', '0x10', 'NaN', 'Infinity', '-inf', '1e999', 'five', '1_000', '--1'])(
    'numberIn() takes %j for no finite number',
    (text) => expect(read(text)).toBeNaN(),
  )

  it.each([
    ['5.', 5],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['+4', 4],
    [' 4 ', 4],
    ['1E3', 1000],
    ['0007', 7],
  ])('numberIn() reads %j', (text, value) => expect(read(text)).toBe(value))
})

describe('numberOf()', () => {
  it('numberOf() reads a text alike', () => {
    expect([numberOf('1e3'), numberOf('nan')]).toEqual([1000, Number.NaN])
  })
})
