import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemId, userId } from '../../domain/index.ts'
import { datasetFromRows } from '../dataset.ts'
import { prepare } from './prepare.ts'

const scale = { min: 1, max: 5, step: 1 }
const made = (rows: readonly (readonly [string, string, number, number])[]) =>
  datasetFromRows(
    rows.map(([user, item, value, at]) => ({ user: userId(user), item: itemId(item), value, at })),
    { name: 'toy', licence: 'MIT', scale },
  )

describe('prepare()', () => {
  it('keeps what was liked as plain events, and lets go of people and items without any', () => {
    const liked = prepare(
      made([
        ['a', 'x', 5, 1],
        ['a', 'y', 2, 2],
        ['b', 'y', 1, 3],
      ]),
      { positive: 4 },
    )
    expect([liked.users.ids, liked.items.ids]).toEqual([['a'], ['x']])
    expect(liked.scale).toBeUndefined()
    expect([...liked.log.value]).toEqual([1])
    expect(liked.notes.at(-1)).toBe('values from 4 count as liked: 2 of 3 events left out')
  })

  it('keeps a window of time, its end excluded', () => {
    const day = Date.UTC(2020, 0, 2)
    const kept = prepare(
      made([
        ['a', 'x', 5, day - 1],
        ['a', 'y', 2, day],
        ['b', 'y', 1, day + 86_400_000],
      ]),
      {
        from: '2020-01-02',
        to: '2020-01-03',
      },
    )
    expect([...kept.log.at]).toEqual([day])
  })

  it('removes again and again until every person and item has enough of the other', () => {
    // c has two items, but y has c alone once b is gone.
    const rows = [
      ['a', 'x'],
      ['a', 'z'],
      ['b', 'y'],
      ['c', 'y'],
      ['c', 'x'],
      ['d', 'x'],
      ['d', 'z'],
    ] as const
    const core = prepare(made(rows.map(([user, item]) => [user, item, 3, 1])), { core: 2 })
    expect([core.users.ids, core.items.ids]).toEqual([
      ['a', 'd'],
      ['x', 'z'],
    ])
  })

  it('core: holds the promise, and agrees with removing one by one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 50 }),
        fc.integer({ min: 2, max: 4 }),
        (pairs, core) => {
          let left = [...new Set(pairs.map(([user, item]) => `${user} ${item}`))].map((pair) => pair.split(' '))
          for (let before = -1; before !== left.length; ) {
            before = left.length
            const times = (place: number, name: string) => left.filter((pair) => pair[place] === name).length
            left = left.filter(([user, item]) => times(0, user!) >= core && times(1, item!) >= core)
          }
          const data = made(pairs.map(([user, item]) => [`${user}`, `${item}`, 3, 1]))
          if (left.length === 0) {
            expect(() => prepare(data, { core })).toThrow(/Nothing is left/)
            return
          }
          const kept = prepare(data, { core })
          expect(kept.users.ids).toEqual([...new Set(left.map(([user]) => user))].sort())
          expect(kept.items.ids).toEqual([...new Set(left.map(([, item]) => item))].sort())
        },
      ),
    )
  })

  it.each([
    [{ core: 0 }, 'config/option'],
    [{ from: 'yesterday' }, 'config/option'],
    [{ nucleus: 3 }, 'config/unknown-name'],
    [{ positive: 6 }, 'data/empty'],
  ] as const)('refuses %j', (options, code) => {
    expect(() => prepare(made([['a', 'x', 5, 1]]), options as never)).toThrow(expect.objectContaining({ code }))
  })

  it('refuses a window where times are missing', () => {
    expect(() => prepare(made([['a', 'x', 5, Number.NaN]]), { from: '2020-01-01' })).toThrow(/1 of 1/)
  })
})
