import fc from 'fast-check'
import { expect, it } from 'vitest'
import { datasetFromRows, type Row } from '../../data/dataset.ts'
import { itemId, userId, userIndex } from '../../domain/index.ts'
import { pastOf } from './past.ts'

const row = (user: number, item: number, at: number): Row => ({
  user: userId(`u${user}`),
  item: itemId(`i${item}`),
  value: 1,
  at,
})
const made = (rows: readonly Row[]) => datasetFromRows(rows, { name: 'x', licence: 'MIT' })
const times = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN))
const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(5), times), { minLength: 1, maxLength: 30 })

it('pastOf() hides exactly the rows at or after its time, and those without one', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: -1, max: 11 }), (given, before) => {
      const data = made(given.map((columns) => row(...columns)))
      const past = pastOf(data, { before })
      const shown = data.users.ids.flatMap((_, user) => {
        const { from, to } = past.rowsOf(userIndex(user))
        return Array.from({ length: to - from }, (_, place) => from + place)
      })
      expect(shown).toEqual([...data.log.at.keys()].filter((place) => data.log.at[place]! < before))
      const counts = new Array(data.items.size).fill(0)
      for (const place of shown) counts[data.log.item[place]!]++
      expect(Array.from(past.counts())).toEqual(counts)
    }),
  )
})

it('pastOf() of a row ends at its time for everybody, rows of the same time included', () => {
  const data = made([row(0, 0, 5), row(0, 1, 5), row(0, 2, 4), row(1, 0, 5), row(1, 1, 3)])
  const past = pastOf(data, { row: 2 })
  expect([0, 1].map((user) => past.rowsOf(userIndex(user)))).toEqual([
    { from: 0, to: 1 },
    { from: 3, to: 4 },
  ])
  expect(past.before).toBe(5)
})

it('pastOf() of a row without a time hides it and what follows in its own person only', () => {
  const data = made([row(0, 0, Number.NaN), row(0, 1, Number.NaN), row(0, 2, 7), row(1, 0, Number.NaN)])
  const past = pastOf(data, { row: 2 })
  expect([0, 1].map((user) => past.rowsOf(userIndex(user)))).toEqual([
    { from: 0, to: 2 },
    { from: 3, to: 4 },
  ])
})

it('pastOf() without an end shows everything', () => {
  const data = made([row(0, 0, Number.NaN), row(0, 1, 7)])
  expect(pastOf(data).rowsOf(userIndex(0))).toEqual({ from: 0, to: 2 })
})

it.each([{ before: Number.NaN }, { row: -1 }, { row: 2 }, { row: 0.5 }])('pastOf() refuses %j', (end) => {
  expect(() => pastOf(made([row(0, 0, 1), row(0, 1, 2)]), end)).toThrow(
    expect.objectContaining({ code: 'config/range' }),
  )
})
