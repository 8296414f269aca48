import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toyWorld } from '../_toy.ts'
import { aggregateOf } from '../metric.ts'
import { rankedList } from '../ranked-list.ts'
import { calibrationJs } from './calibration-js.ts'
import { calibrationKl } from './calibration-kl.ts'
import { dgu } from './dgu.ts'
import { mgu } from './mgu.ts'

/** A person with `history[c]` items of each category c, and a list with `shown[c]` of them. */
function calibrated(history: readonly number[], shown: readonly number[]) {
  const kinds: string[][] = []
  const take = (counts: readonly number[]) =>
    counts.flatMap((n, category) => Array.from({ length: n }, () => kinds.push([`${category}`]) - 1))
  const [met, ranked] = [take(history), take(shown)]
  const world = toyWorld({ events: met.map((item) => [0, item] as const), kinds })
  return { world, list: rankedList(Int32Array.from(ranked), new Map(), { user: 0 }) }
}
const kl = (history: readonly number[], shown: readonly number[]) => {
  const { list, world } = calibrated(history, shown)
  return calibrationKl.of(list, 100, world)
}
const js = (history: readonly number[], shown: readonly number[]) => {
  const { list, world } = calibrated(history, shown)
  return calibrationJs.of(list, 100, world)
}
const counts = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 })
  .filter((c) => c.some((n) => n > 0))

describe('calibrationKl', () => {
  it('calibrationKl is 0 for a list like the history, and never below', () => {
    fc.assert(fc.property(counts, (history) => Math.abs(kl(history, history)!) < 1e-12))
    fc.assert(fc.property(counts, counts, (history, shown) => kl(history, shown)! > -1e-12))
  })

  it('calibrationKl of three quarters and one quarter, by hand', () => {
    const against = (q: readonly number[]) =>
      [0.75, 0.25].reduce((sum, p, c) => sum + p * Math.log(p / (0.99 * q[c]! + 0.01 * p)), 0)
    expect(kl([3, 1], [2, 2])).toBeCloseTo(against([0.5, 0.5]), 12)
    expect(kl([3, 1], [2, 2])).toBeCloseTo(0.128325, 6)
    expect(kl([3, 1], [4, 0])).toBeCloseTo(against([1, 0]), 12)
    expect(kl([3, 1], [4, 0])).toBeCloseTo(0.937408, 6)
  })

  it('calibrationKl divides an item among its categories', () => {
    const world = toyWorld({ events: [[0, 0]], kinds: [['a', 'b'], ['a'], ['b']] })
    const list = rankedList(Int32Array.of(1, 2), new Map(), { user: 0 })
    expect(calibrationKl.of(list, 2, world)).toBeCloseTo(0, 12)
  })

  it('calibrationKl is null without a history, and without categories', () => {
    const world = toyWorld({ events: [[0, 0]], kinds: [['a'], []] })
    expect(calibrationKl.of(rankedList(Int32Array.of(0), new Map()), 5, world)).toBeNull()
    expect(calibrationKl.of(rankedList(Int32Array.of(1), new Map(), { user: 0 }), 5, world)).toBeNull()
  })
})

describe('calibrationJs', () => {
  it('calibrationJs is the same from either side and at most ln 2', () => {
    fc.assert(
      fc.property(counts, counts, (history, shown) => {
        expect(js(history, shown)).toBeCloseTo(js(shown, history)!, 12)
        expect(js(history, shown)).toBeLessThanOrEqual(Math.LN2 + 1e-12)
      }),
    )
  })

  it('calibrationJs of three quarters and one quarter against halves', () => {
    expect(js([3, 1], [2, 2])).toBeCloseTo(0.033822, 6)
  })
})

describe('mgu', () => {
  it('mgu and dgu of history (.5, .3, .2) and list (.7, .2, .1)', () => {
    const { list, world } = calibrated([5, 3, 2], [7, 2, 1])
    expect(aggregateOf(mgu, [list], 10, world)).toBeCloseTo(0.4 / 3, 12)
    expect(aggregateOf(dgu, [list], 10, world)).toBeCloseTo(0.3, 12)
  })

  it('mgu is null before anything was shown', () => {
    expect(aggregateOf(mgu, [], 10, calibrated([1], [1]).world)).toBeNull()
  })
})
