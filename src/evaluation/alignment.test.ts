import { describe, expect, it } from 'vitest'
import { splitByName, withLog } from '../data/index.ts'
import { userIndex } from '../domain/index.ts'
import { randomStream } from '../random.ts'
import { toyWorld } from '../testing/index.ts'
import { agreement, alignmentTest } from './alignment.ts'
import { alignmentRows } from './alignment-table.ts'

const world = toyWorld()
const split = splitByName('three-way', world, randomStream(1))
const users = world.users.ids.map((_, user) => userIndex(user))
const parts = { known: split.train, test: withLog(world, world.log) }
const lists = (ratio: number, rivals: 'uniform' | 'equally-popular' = 'uniform') =>
  alignmentTest(parts, users, { ratio, rivals }, randomStream(1, 'lists'))

describe('alignmentTest()', () => {
  it('shows 10, 6, 5 and 2 chosen of 20 at 1:1, 1:2, 1:3 and 1:9', () => {
    const counts = [1, 2, 3, 9].map((ratio) => {
      const [first] = lists(ratio).lists
      return [first!.chosen.filter(Boolean).length, first!.items.length]
    })
    expect(counts).toEqual([
      [10, 20],
      [6, 20],
      [5, 20],
      [2, 20],
    ])
  })

  it('never shows what the viewer was made of, and no item twice', () => {
    for (const { user, items } of lists(3).lists) {
      const known = split.train.log.item.subarray(split.train.log.offsets[user]!, split.train.log.offsets[user + 1]!)
      expect(items.filter((item) => known.includes(item))).toEqual([])
      expect(new Set(items).size).toBe(items.length)
    }
  })

  it('puts chosen items at no place of their own: answering yes in received order is at chance', () => {
    const firstHalf = lists(1).lists.map(
      ({ chosen }) =>
        agreement(
          chosen.map((_, place) => place < 10),
          chosen,
        ).accuracy,
    )
    expect(firstHalf.reduce((sum, x) => sum + x, 0) / firstHalf.length).toBeCloseTo(0.5, 1)
  })

  it('draws rivals of equal popularity when asked', () => {
    const popularity = new Map<number, number>()
    for (const item of split.train.log.item) popularity.set(item, (popularity.get(item) ?? 0) + 1)
    const gap = (rivals: 'uniform' | 'equally-popular'): number => {
      let sum = 0
      for (const { items, chosen } of lists(1, rivals).lists) {
        for (const [place, item] of items.entries()) sum += (chosen[place] ? 1 : -1) * (popularity.get(item) ?? 0)
      }
      return Math.abs(sum)
    }
    expect(gap('equally-popular')).toBeLessThanOrEqual(gap('uniform'))
  })

  it('excludes and counts people without held-out items, and shortens lists of people with few', () => {
    const nothing = alignmentTest(
      { known: parts.test, test: parts.test },
      users,
      { ratio: 1, rivals: 'uniform' },
      randomStream(1),
    )
    expect(nothing).toMatchObject({ lists: [], excluded: 40 })
    const few = alignmentTest(
      { known: split.train, test: split.test },
      users,
      { ratio: 1, rivals: 'uniform' },
      randomStream(1),
    )
    expect(few.short).toBe(40)
    expect(few.lists[0]?.items).toHaveLength(12)
  })

  it('refuses a ratio outside 1 to 19', () => {
    expect(() => lists(0)).toThrow('got 0')
  })
})

describe('agreement()', () => {
  const chosen = Array.from({ length: 20 }, (_, place) => place < 10)

  it('gives always-yes .5, .5, 1, .6667 at 1:1', () => {
    const scored = agreement(
      chosen.map(() => true),
      chosen,
    )
    expect(scored).toMatchObject({ accuracy: 0.5, precision: 0.5, recall: 1 })
    expect(scored.f1).toBeCloseTo(0.6667, 4)
  })

  it('gives always-no null precision, never NaN', () => {
    expect(
      agreement(
        chosen.map(() => false),
        chosen,
      ),
    ).toEqual({ accuracy: 0.5, precision: null, recall: 0, f1: 0 })
  })
})

describe('alignmentRows()', () => {
  it('gives a viewer that knows the genres accuracy, precision, recall and F1 of 1 at every ratio where rivals are of other genres', () => {
    for (const ratio of [1, 2, 3, 9]) {
      const test = lists(ratio)
      const genresOf = (user: number): string => String(world.people[user]?.attributes?.['genres'])
      const foreign = {
        ...test,
        lists: test.lists.map((list) => {
          const keep = list.items.map(
            (item, place) => list.chosen[place] || !genresOf(list.user).includes(world.catalogue[item]!.categories[0]!),
          )
          return {
            ...list,
            items: list.items.filter((_, place) => keep[place]),
            chosen: list.chosen.filter((_, place) => keep[place]),
          }
        }),
      }
      const answer = foreign.lists.map(({ user, items }) =>
        items.map((item) => genresOf(user).includes(world.catalogue[item]!.categories[0]!)),
      )
      const [row] = alignmentRows(foreign, new Map([['viewer', answer]]), world.users.ids, randomStream(1))
      expect([row?.accuracy.mean, row?.precision.mean, row?.recall.mean, row?.f1.mean]).toEqual([1, 1, 1, 1])
    }
  })

  it('counts people without a yes out of the precision', () => {
    const test = lists(1)
    const no = test.lists.map(({ items }) => items.map(() => false))
    const [row] = alignmentRows(test, new Map([['viewer', no]]), world.users.ids, randomStream(1))
    expect(row?.precision).toEqual({ mean: null, low: null, high: null, count: 0 })
    expect(row?.yesRate).toBe(0)
  })
})
