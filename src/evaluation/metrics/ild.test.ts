import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ild } from './ild.ts'
import type { ListWorld } from './metric.ts'
import { rankedList } from './ranked-list.ts'

const diversity = (categories: readonly (readonly number[])[], k = 10) => {
  const world: ListWorld = {
    users: 1,
    usersOf: new Int32Array(0),
    categoriesOf: categories.map((c) => Int32Array.from(c)),
  }
  return ild.of(rankedList(Int32Array.from(categories.keys()), new Map()), k, world)
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const categories = fc.uniqueArray(fc.integer({ min: 0, max: 6 })).map((list) => list.sort((a, b) => a - b))

describe('ild', () => {
  it('ild lies between 0 and 1, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(categories, { minLength: 2, maxLength: 8 }), (items) => {
        const value = diversity(items)!
        expect(value).toBeGreaterThanOrEqual(-1e-12)
        expect(value).toBeLessThanOrEqual(1)
        expect(diversity(items.toReversed())).toBeCloseTo(value, 12)
      }),
    )
  })

  it('ild is 0 for items of the same categories and 1 for items without any', () => {
    expect(
      diversity([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
    ).toBeCloseTo(0, 12)
    expect(diversity([[], [], [3]])).toBe(1)
  })

  it('ild is null for fewer than two items', () => {
    expect(diversity([[1]])).toBeNull()
    expect(diversity([[1], [2]], 1)).toBeNull()
  })

  it('ild of distances 0.2, 0.6 and 1 is 0.6', () => {
    // 25 categories; two items with 16 and 4 of them, none in common: cosines 16/20, 4/10 and 0.
    expect(diversity([range(0, 25), range(0, 16), range(16, 20)])).toBeCloseTo(0.6, 12)
  })
})
