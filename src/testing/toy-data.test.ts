import { describe, expect, it } from 'vitest'
import { historyOf } from '../data/columns.ts'
import { toyWorld } from './toy-world.ts'
import { twoGroups } from './two-groups.ts'

describe('toyWorld()', () => {
  const world = toyWorld()

  it('toyWorld() has 40 people, 60 films and 20 rows a person, always the same', () => {
    expect([world.users.size, world.items.size, world.log.length]).toEqual([40, 60, 800])
    expect(toyWorld().hash).toBe(world.hash)
  })

  it('toyWorld() keeps everybody to the two genres they own, with 4 and 5 stars, in time order', () => {
    for (let u = 0; u < world.users.size; u++) {
      const { items, values } = historyOf(world.log, u)
      const genres = new Set(Array.from(items, (item) => world.catalogue[item]!.categories[0]))
      const owned = String(world.people[u]!.attributes!['genres']).split(', ')
      expect(genres).toEqual(new Set(owned))
      expect(new Set(items).size).toBe(20)
      expect(values.every((stars) => stars === 4 || stars === 5)).toBe(true)
      const times = world.log.at.subarray(world.log.offsets[u], world.log.offsets[u + 1])
      expect(times).toEqual(times.toSorted())
      expect(new Set(times).size).toBe(20)
    }
  })
})

describe('twoGroups()', () => {
  it('twoGroups() leaves everybody two items of their own group, and shows nobody the other', () => {
    const data = twoGroups()
    for (let u = 0; u < data.users.size; u++) {
      const own = data.users.ids[u]!.slice(0, 1)
      const letters = Array.from(historyOf(data.log, u).items, (item) => data.items.ids[item]!.slice(0, 1))
      expect(letters).toEqual(Array(6).fill(own))
    }
  })

  it('twoGroups() with ratings adds two items of the other group with the lowest rating', () => {
    const data = twoGroups('ratings')
    expect(data.scale).toEqual({ min: 1, max: 5, step: 1 })
    expect(historyOf(data.log, 0).values.filter((value) => value === 1)).toHaveLength(2)
  })
})
