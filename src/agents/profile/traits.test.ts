import { describe, expect, it } from 'vitest'
import { datasetFromRows } from '../../data/index.ts'
import { itemId, userId } from '../../domain/index.ts'
import { toyWorld } from '../../testing/index.ts'
import { genreBreadth, itemMeans, percentile, traitsOf } from './traits.ts'

const scale = { min: 1, max: 5, step: 1 }

describe('genreBreadth()', () => {
  it('sorts the counts before it sums them: 1, 2, 2, 5 gives 2, where the table order would give 3', () => {
    expect(genreBreadth([1, 2, 2, 5])).toBe(2)
  })

  it('is 0 when one genre is more than 80 % and when there is none', () => {
    expect(genreBreadth([9, 1])).toBe(0)
    expect(genreBreadth([])).toBe(0)
  })
})

describe('percentile()', () => {
  it('interpolates linearly between order statistics', () => {
    expect(percentile([1, 2, 3, 4], 50)).toBe(2.5)
    expect(percentile([10], 90)).toBe(10)
  })
})

describe('traitsOf()', () => {
  const row = (user: string, item: string, value: number) => ({ user: userId(user), item: itemId(item), value, at: 0 })

  it('measures conformity as the mean squared distance to the item means', () => {
    // Item means are 4 and 4; person a rates 5 and 3.
    const rows = [row('a', 'x', 5), row('b', 'x', 3), row('a', 'y', 3), row('b', 'y', 5)]
    const table = traitsOf(datasetFromRows(rows, { name: 'toy', licence: 'MIT', scale }))
    expect(table.people[0]?.conformity.value).toBe(1)
  })

  it('puts a value equal to a cut into the lower group', () => {
    const rows = Array.from({ length: 5 }, (_, person) =>
      Array.from({ length: person + 1 }, (_, item) => row(`p${person}`, `i${item}`, 3)),
    ).flat()
    const groups = traitsOf(datasetFromRows(rows, { name: 'toy', licence: 'MIT', scale })).people.map(
      (person) => person?.activity.group,
    )
    // Counts 1 to 5: the 60th percentile is 3.4, the 90th 4.6.
    expect(groups).toEqual([1, 1, 1, 2, 3])
  })

  it('warns about a trait with fewer than three distinct values', () => {
    expect(traitsOf(toyWorld()).warnings.join()).toContain('activity has 1 distinct values')
  })

  it('is null for people without training events', () => {
    const data = datasetFromRows([row('a', 'x', 5)], {
      name: 'toy',
      licence: 'MIT',
      scale,
      people: [{ id: userId('z') }],
    })
    expect(traitsOf(data).people).toEqual([expect.objectContaining({}), null])
  })
})

describe('itemMeans()', () => {
  it('is NaN for an item that nobody rated', () => {
    const data = datasetFromRows([{ user: userId('a'), item: itemId('x'), value: 4, at: 0 }], {
      name: 'toy',
      licence: 'MIT',
      scale,
      catalogue: [{ id: itemId('y'), title: 'Y', categories: [], attributes: {} }],
    })
    expect([...itemMeans(data)]).toEqual([4, Number.NaN])
  })
})
