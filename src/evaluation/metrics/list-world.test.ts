import { describe, expect, it } from 'vitest'
import { datasetFromRows } from '../../data/dataset.ts'
import { itemId, userId } from '../../domain/index.ts'
import { listWorld } from './list-world.ts'

describe('listWorld()', () => {
  const event = (user: string, item: string) => ({ user: userId(user), item: itemId(item), value: 1, at: Number.NaN })
  const card = (id: string, ...categories: string[]) => ({ id: itemId(id), title: id, categories, attributes: {} })
  const data = datasetFromRows([event('a', 'x'), event('a', 'x'), event('b', 'x'), event('b', 'y')], {
    name: 'toy',
    licence: 'none',
    people: [{ id: userId('nobody') }],
    catalogue: [card('x', 'drama', 'crime', 'drama'), card('y', 'crime'), card('z')],
  })

  it('listWorld() counts people, not events, and only people with events', () => {
    expect([...listWorld(data).usersOf]).toEqual([2, 1, 0])
    expect(listWorld(data).users).toBe(2)
  })

  it('listWorld() gives the same number to the same category, once per item', () => {
    const [x, y, z] = listWorld(data).categoriesOf
    expect([...x!]).toEqual([0, 1])
    expect(y).toHaveLength(1)
    expect([...x!]).toContain(y![0])
    expect(z).toHaveLength(0)
  })
})
