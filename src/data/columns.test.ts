import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { historyOf, interactions, itemCounts, selectRows } from './columns.ts'

const users = 4
const row = fc.record({
  user: fc.nat(users - 1),
  item: fc.nat(5),
  value: fc.nat(5),
  at: fc.oneof(fc.nat(3), fc.constant(Number.NaN)),
})
const rows = fc.array(row, { maxLength: 40 })
type Row = { user: number; item: number; value: number; at: number }

const columns = (list: readonly Row[]) => ({
  user: list.map((one) => one.user),
  item: list.map((one) => one.item),
  value: list.map((one) => one.value),
  at: list.map((one) => one.at),
})
const words = (list: readonly Row[]) => list.map((one) => `${one.user} ${one.item} ${one.value} ${one.at}`).sort()

describe('interactions()', () => {
  it('interactions() keeps every row', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const log = interactions(users, columns(list))
        const back = Array.from({ length: log.length }, (_, i) => ({
          user: log.user[i]!,
          item: log.item[i]!,
          value: log.value[i]!,
          at: log.at[i]!,
        }))
        expect(words(back)).toEqual(words(list))
      }),
    )
  })

  it('interactions() groups by user, then orders by time with the timeless last, then by item', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const log = interactions(users, columns(list))
        expect(log.offsets[0]).toBe(0)
        expect(log.offsets[users]).toBe(list.length)
        for (let user = 0; user < users; user++) {
          for (let i = log.offsets[user]!; i < log.offsets[user + 1]!; i++) {
            expect(log.user[i]).toBe(user)
            if (i === log.offsets[user]) continue
            const [before, now] = [log.at[i - 1]!, log.at[i]!]
            expect(before <= now || Number.isNaN(now)).toBe(true)
            if (before === now) expect(log.item[i - 1]).toBeLessThanOrEqual(log.item[i]!)
          }
        }
      }),
    )
  })

  it('interactions() keeps the order given among rows without a time', () => {
    const log = interactions(1, { user: [0, 0, 0], item: [2, 0, 1], value: [1, 1, 1], at: [NaN, NaN, 5] })
    expect([...log.item]).toEqual([1, 2, 0])
  })

  it('interactions() does not depend on the order of rows that differ in time or item', () => {
    const list = [0, 1, 2, 3, 4, 5].map((item) => ({ user: item % 2, item, value: 1, at: 3 }))
    expect(interactions(2, columns(list))).toEqual(interactions(2, columns([...list].reverse())))
  })
})

describe('selectRows()', () => {
  it('selectRows() takes the rows asked for and keeps people without rows', () => {
    const log = interactions(3, { user: [0, 2, 2], item: [7, 8, 9], value: [1, 2, 3], at: [1, 2, 3] })
    const part = selectRows(log, [1, 2])
    expect([...part.offsets]).toEqual([0, 0, 0, 2])
    expect([...part.item]).toEqual([8, 9])
  })
})

describe('historyOf()', () => {
  it("historyOf() is one person's items and ratings, oldest first", () => {
    const log = interactions(2, { user: [1, 1, 0], item: [5, 6, 7], value: [2, 4, 1], at: [20, 10, 0] })
    expect([...historyOf(log, 1).items]).toEqual([6, 5])
    expect([...historyOf(log, 1).values]).toEqual([4, 2])
  })
})

describe('itemCounts()', () => {
  it('itemCounts() sums to the length of the log', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const counts = itemCounts(interactions(users, columns(list)), 6)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(list.length)
      }),
    )
  })
})
