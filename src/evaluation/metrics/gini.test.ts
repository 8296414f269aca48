import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gini } from './gini.ts'
import { itemCoverage } from './item-coverage.ts'
import type { ListWorld, RankedList } from './metric.ts'
import { rankedList } from './ranked-list.ts'

/** Lists of one item each, so that item i is shown `exposure[i]` times. */
const shown = (exposure: readonly number[]): RankedList[] =>
  exposure.flatMap((times, item) => Array.from({ length: times }, () => rankedList(Int32Array.of(item), new Map())))
const known = (...usersOf: number[]): ListWorld => ({ users: 9, usersOf: Int32Array.from(usersOf), categoriesOf: [] })
const everything = (items: number) => known(...Array(items).fill(1))
const giniOf = (exposure: readonly number[]) => gini.of(shown(exposure), 5, everything(exposure.length))

describe('gini', () => {
  it('gini is half the mean difference between two items, relative to the mean', () => {
    const exposures = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        exposures.filter((exposure) => exposure.some((times) => times > 0)),
        (exposure) => {
          const n = exposure.length
          const mean = exposure.reduce((sum, x) => sum + x, 0) / n
          const apart = exposure.flatMap((x) => exposure.map((y) => Math.abs(x - y))).reduce((sum, d) => sum + d, 0)
          expect(giniOf(exposure)).toBeCloseTo(apart / (2 * n * n * mean), 12)
        },
      ),
    )
  })

  it('gini of a few exposures, by hand', () => {
    expect(giniOf([4, 3, 2, 1, 0])).toBeCloseTo(0.4, 12)
    expect(giniOf([2, 2, 2, 2, 2])).toBeCloseTo(0, 12)
    expect(giniOf([10, 0, 0, 0, 0])).toBeCloseTo(0.8, 12)
  })

  it('gini is null when nothing was shown', () => {
    expect(gini.of([], 5, everything(3))).toBeNull()
  })
})

describe('itemCoverage', () => {
  it('itemCoverage is the share of the catalogue that anybody is shown', () => {
    expect(itemCoverage.of(shown([4, 0, 2, 0]), 5, everything(4))).toBe(0.5)
  })

  it('itemCoverage leaves out items without a training event, shown or not', () => {
    expect(itemCoverage.of(shown([1, 1, 0]), 5, known(3, 0, 3))).toBe(0.5)
  })

  it('itemCoverage is null without a catalogue', () => {
    expect(itemCoverage.of([], 5, known(0, 0))).toBeNull()
  })
})
