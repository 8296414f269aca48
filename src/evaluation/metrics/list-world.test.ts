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

  it('listWorld() counts events for popularity, equals by id, and takes a fifth of the catalogue for head', () => {
    const { events, eventsOf, catalogue, byPopularity, popularityPlace, popularityRank, head } = listWorld(data)
    expect({ events, catalogue, head }).toEqual({ events: 4, catalogue: 2, head: 1 })
    expect([...eventsOf]).toEqual([3, 1, 0])
    expect([...byPopularity]).toEqual([0, 1, 2])
    expect([...popularityPlace]).toEqual([0, 1, 2])
    expect([...popularityRank]).toEqual([1, 2, 0])
  })

  it('listWorld() knows histories and tastes, and nothing of strangers', () => {
    const world = listWorld(data)
    const b = data.users.index(userId('b'))!
    expect([...world.historyOf(b)]).toEqual([0, 1])
    expect(world.pastOf(b)).toEqual({ taste: Float64Array.of(0.75, 0.25), categorised: 2, places: Int32Array.of(0, 1) })
    expect(world.historyOf(-1)).toHaveLength(0)
    expect(world.pastOf(-1)).toEqual({ taste: null, categorised: 0, places: new Int32Array(0) })
  })
})
