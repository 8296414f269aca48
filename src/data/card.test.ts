import { describe, expect, it } from 'vitest'
import { itemId, userId } from '../domain/index.ts'
import { dataCard } from './card.ts'
import { datasetFromRows, type Row } from './dataset.ts'

const facts = { name: 'toy', licence: 'MIT' }
const row = (user: string, item: string, value: number, at: number): Row => ({
  user: userId(user),
  item: itemId(item),
  value,
  at,
})
const film = (id: string, ...categories: string[]) => ({ id: itemId(id), title: id, categories, attributes: {} })

describe('dataCard()', () => {
  it('dataCard() describes a small log by hand', () => {
    const rows = [row('a', 'x', 5, 10), row('a', 'y', 3, 10), row('a', 'x', 4, 30), row('b', 'x', 5, 20)]
    const catalogue = [film('x', 'Drama', 'War'), film('y', 'Drama'), film('z', 'Western')]
    const card = dataCard(
      datasetFromRows(rows, { ...facts, scale: { min: 1, max: 5, step: 1 }, catalogue, notes: ['a note'] }),
    )
    expect(card).toMatchObject({
      people: 2,
      items: 3,
      events: 4,
      density: 3 / 6,
      eventsPerPerson: { min: 1, q25: 1.5, median: 2, q75: 2.5, max: 3 },
      eventsPerItem: { min: 0, median: 1, max: 3 },
      span: { from: 10, to: 30 },
      ratings: [
        { value: 3, count: 1 },
        { value: 4, count: 1 },
        { value: 5, count: 2 },
      ],
      meanRating: 17 / 4,
      topCategories: [
        { category: 'Drama', share: 1 },
        { category: 'War', share: 0.75 },
      ],
      tiedTimes: 0.5,
      notes: ['a note'],
    })
    expect(JSON.parse(JSON.stringify(card))).toEqual(card)
  })

  it('dataCard() has a Gini of 0.4 for counts 4, 3, 2, 1, 0', () => {
    const rows = ['wwww', 'xxx', 'yy', 'z'].flatMap((items) => [...items].map((item) => row('a', item, 1, 1)))
    expect(dataCard(datasetFromRows(rows, { ...facts, catalogue: [film('none')] })).giniOfPopularity).toBeCloseTo(
      0.4,
      12,
    )
  })

  it('dataCard() is null where there is nothing to say', () => {
    expect(dataCard(datasetFromRows([], facts))).toMatchObject({
      density: null,
      eventsPerPerson: null,
      eventsPerItem: null,
      span: null,
      ratings: null,
      meanRating: null,
      topCategories: [],
      giniOfPopularity: null,
      tiedTimes: null,
    })
    expect(dataCard(datasetFromRows([row('a', 'x', 1, Number.NaN)], facts))).toMatchObject({
      span: null,
      tiedTimes: null,
    })
  })
})
