import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderEachPerson } from './_canonical-order.ts'

const time = fc.oneof(
  fc.nat(3),
  fc.integer({ min: 9e11, max: 2e12 }),
  fc.constantFrom(Number.NaN, 0.5, -1, 2 ** 52, Number.MAX_SAFE_INTEGER),
)
const rows = fc.array(fc.record({ at: fc.oneof(time, fc.nat(50)), item: fc.nat(4) }), { maxLength: 200 })

/** The readable twin: a stable sort of records. */
function ordered(list: readonly { readonly at: number; readonly item: number }[]): readonly number[] {
  const places = list.map((_, place) => place)
  return places.sort((a, b) => {
    const [one, other] = [list[a]!, list[b]!]
    const timeless = Number(Number.isNaN(one.at)) - Number(Number.isNaN(other.at))
    return timeless || (Number.isNaN(one.at) ? 0 : one.at - other.at || one.item - other.item)
  })
}

describe('orderEachPerson()', () => {
  it('orderEachPerson() orders as a stable sort of records does', () => {
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const all = [...one, ...other]
        const at = Float64Array.from(all, (row) => row.at)
        const item = Int32Array.from(all, (row) => row.item)
        const order = Int32Array.from(all.keys())
        orderEachPerson(Int32Array.of(0, one.length, all.length), at, item, order)
        const expected = [...ordered(one), ...ordered(other).map((place) => place + one.length)]
        expect([...order]).toEqual(expected)
        expect([...at]).toEqual(expected.map((place) => all[place]!.at))
        expect([...item]).toEqual(expected.map((place) => all[place]!.item))
      }),
    )
  })

  it('orderEachPerson() takes many rows of one moment', () => {
    const length = 1000
    const item = Int32Array.from({ length }, (_, row) => length - row)
    const order = Int32Array.from({ length }, (_, row) => row)
    orderEachPerson(Int32Array.of(0, length), new Float64Array(length), item, order)
    expect(item).toEqual(Int32Array.from({ length }, (_, row) => row + 1))
  })
})
