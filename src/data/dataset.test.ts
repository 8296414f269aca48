import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemId, userId } from '../domain/index.ts'
import { selectRows } from './columns.ts'
import { datasetFromColumns, datasetFromRows, type Row, withLog } from './dataset.ts'

const facts = { name: 'toy', licence: 'MIT' }
const row = (user: string, item: string, value = 1, at = Number.NaN): Row => ({
  user: userId(user),
  item: itemId(item),
  value,
  at,
})

describe('datasetFromRows()', () => {
  it('datasetFromRows() gives each row back under the ids it came with', () => {
    const one = fc.tuple(fc.string(), fc.string(), fc.nat(5), fc.nat(9))
    fc.assert(
      fc.property(fc.array(one), (list) => {
        const { users, items, log } = datasetFromRows(
          list.map((given) => row(...given)),
          facts,
        )
        const back = Array.from({ length: log.length }, (_, i) =>
          JSON.stringify([users.ids[log.user[i]!], items.ids[log.item[i]!], log.value[i], log.at[i]]),
        )
        expect(back.sort()).toEqual(list.map((given) => JSON.stringify(given)).sort())
      }),
    )
  })

  it('datasetFromRows() keeps people and items without rows, and makes a card for items without one', () => {
    const film = { id: itemId('y'), title: 'Y', categories: ['Drama'], attributes: {} }
    const data = datasetFromRows([row('a', 'x')], { ...facts, catalogue: [film], people: [{ id: userId('b') }] })
    expect(data.users.ids).toEqual(['a', 'b'])
    expect(data.catalogue).toEqual([{ id: 'x', title: 'x', categories: [], attributes: {} }, film])
    expect([...data.log.offsets]).toEqual([0, 1, 1])
  })

  it('datasetFromRows() has one hash for one content, in whatever order it comes', () => {
    const rows = [row('a', 'x', 1, 5), row('b', 'x', 2, 4), row('a', 'y', 3, 5)]
    const { hash } = datasetFromRows(rows, facts)
    expect(datasetFromRows([...rows].reverse(), { name: 'other', licence: 'none' }).hash).toBe(hash)
    expect(datasetFromRows([...rows.slice(0, 2), row('a', 'y', 4, 5)], facts).hash).not.toBe(hash)
    expect(datasetFromRows([...rows.slice(0, 2), row('a', 'y', 3, 6)], facts).hash).not.toBe(hash)
    expect(datasetFromRows([...rows.slice(0, 2), row('a', 'z', 3, 5)], facts).hash).not.toBe(hash)
  })

  it('datasetFromRows() leaves titles out of the hash and categories in', () => {
    const hashWith = (title: string, categories: string[]) =>
      datasetFromRows([row('a', 'x')], {
        ...facts,
        catalogue: [{ id: itemId('x'), title, categories, attributes: {} }],
      }).hash
    expect(hashWith('Amelie', ['Comedy', 'Drama'])).toBe(hashWith('Amélie', ['Drama', 'Comedy']))
    expect(hashWith('Amelie', ['Comedy'])).not.toBe(hashWith('Amelie', ['Drama']))
  })
})

describe('datasetFromColumns()', () => {
  it('datasetFromColumns() makes of columns what datasetFromRows() makes of rows', () => {
    const columns = {
      userIds: [userId('b'), userId('a')],
      itemIds: [itemId('x')],
      user: [1, 0],
      item: [0, 0],
      value: [2, 3],
      at: [7, 8],
    }
    const data = datasetFromColumns(columns, facts)
    expect(data.log).toEqual(datasetFromRows([row('b', 'x', 3, 8), row('a', 'x', 2, 7)], facts).log)
  })
})

describe('withLog()', () => {
  it('withLog() changes the log only', () => {
    const data = datasetFromRows([row('a', 'x'), row('b', 'y')], facts)
    const part = withLog(data, selectRows(data.log, [1]))
    expect(part.log.length).toBe(1)
    expect({ ...part, log: null }).toEqual({ ...data, log: null })
  })
})
