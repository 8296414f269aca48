import { describe, expect, it } from 'vitest'
import { datasetFromRows } from '../../data/index.ts'
import { type Dataset, itemId, userId } from '../../domain/index.ts'
import { advertPoolNames, advertPools } from './advert-pools.ts'

const scale = { min: 1, max: 5, step: 1 }

/** Item n (from 0) has `ratings(n)` ratings, all of `stars(n)`. */
function rated(items: number, ratings: (n: number) => number, stars: (n: number) => number): Dataset {
  const rows = Array.from({ length: items }, (_, n) =>
    Array.from({ length: ratings(n) }, (_, person) => ({
      user: userId(`p${person}`),
      item: itemId(`item-${String(n).padStart(3, '0')}`),
      value: stars(n),
      at: person,
    })),
  ).flat()
  return datasetFromRows(rows, { name: 'toy', licence: 'MIT', scale })
}

describe('advertPools()', () => {
  it('takes the five best and the five worst rated of the most and of the least rated quarter', () => {
    // 48 items; the first 12 have 40 ratings, the last 12 have 12; within each dozen stars fall from 5 to 1 and stay.
    const data = rated(
      48,
      (n) => [40, 30, 20, 12][Math.floor(n / 12)]!,
      (n) => (n % 12 < 5 ? 5 : n % 12 < 7 ? 3 : 1),
    )
    const pools = advertPools(data)
    const numbers = (name: (typeof advertPoolNames)[number]) => pools[name].map((id) => Number(id.slice(5)))
    expect(numbers('popular-high')).toEqual([0, 1, 2, 3, 4])
    expect(numbers('popular-low').toSorted((a, b) => a - b)).toEqual([7, 8, 9, 10, 11])
    expect(numbers('unpopular-high')).toEqual([36, 37, 38, 39, 40])
    expect(numbers('unpopular-low').toSorted((a, b) => a - b)).toEqual([43, 44, 45, 46, 47])
  })

  it('never trusts the mean of a few ratings', () => {
    const pools = advertPools(
      rated(
        40,
        (n) => (n < 20 ? 9 : 10 + n),
        (n) => (n < 20 ? 5 : 1 + (n % 5)),
      ),
    )
    const all = advertPoolNames.flatMap((name) => pools[name])
    expect(all.every((id) => Number(id.slice(5)) >= 20)).toBe(true)
  })

  it('keeps the pools apart where items are few', () => {
    const pools = advertPools(
      rated(
        16,
        () => 10,
        (n) => 1 + (n % 5),
      ),
    )
    const all = advertPoolNames.flatMap((name) => pools[name])
    expect(all).toHaveLength(8)
    expect(new Set(all).size).toBe(8)
  })

  it('refuses data that is too small or has no ratings', () => {
    expect(() =>
      advertPools(
        rated(
          7,
          () => 10,
          () => 3,
        ),
      ),
    ).toThrow('four advert pools need 8')
    const { scale: _, ...plain } = rated(
      40,
      () => 10,
      () => 3,
    )
    expect(() => advertPools(plain)).toThrow('no ratings')
  })
})
