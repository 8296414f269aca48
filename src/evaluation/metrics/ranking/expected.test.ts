import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placesOf } from '../../_places.ts'
import { nowhere } from '../_toy.ts'
import { rankedList } from '../ranked-list.ts'
import { metrics } from '../registry.ts'
import { ndcg } from './ndcg.ts'

const averaging = metrics.flatMap((metric) => (metric.level === 'user' && metric.expected ? [metric] : []))

/** Every order of the items that goes by score; equal scores in any order. */
function orders(scores: readonly number[], items = [...scores.keys()]): number[][] {
  if (items.length === 0) return [[]]
  const best = Math.max(...items.map((item) => scores[item]!))
  const first = items.filter((item) => scores[item] === best)
  return first.flatMap((item) => {
    const others = items.filter((other) => other !== item)
    return orders(scores, others).map((order) => [item, ...order])
  })
}

/** Six items with few distinct scores, and gains of which one at least is above 0. */
const world = fc.record({
  scores: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 6, maxLength: 6 }),
  gains: fc
    .array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 })
    .filter((g) => g.some((gain) => gain > 0)),
  k: fc.integer({ min: 1, max: 7 }),
})

function standingOf(scores: readonly number[], judged: ReadonlyMap<number, number>) {
  const column = Float32Array.from(scores)
  const locate = (items: Int32Array) => ({ candidates: scores.length, ...placesOf(column, items) })
  return rankedList(new Int32Array(0), judged, { locate })
}

describe('expected', () => {
  it.each(averaging)('expected of $name is the mean over all orders of tied items', (metric) => {
    fc.assert(
      fc.property(world, ({ scores, gains, k }) => {
        const judged = new Map(gains.entries())
        // An area under a curve has the mean in its definition and can be had of scores only.
        const all = metric.name === 'auc' ? [] : orders(scores)
        const each = all.map((order) => metric.of(rankedList(Int32Array.from(order), judged), k, nowhere)!)
        const mean = each.reduce((sum, one) => sum + one, 0) / each.length
        if (each.length > 0) expect(metric.expected!(standingOf(scores, judged), k)).toBeCloseTo(mean, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('expected of two tied items, one of them relevant', () => {
    const value = ndcg.expected!(standingOf([1, 1], new Map([[0, 1]])), 2)
    expect(value).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 12)
    expect(value).toBeCloseTo(0.815465, 6)
  })

  it('expected is the same whatever the items are called', () => {
    fc.assert(
      fc.property(world, fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), ({ scores, gains, k }, names) => {
        const own = standingOf(scores, new Map(gains.entries()))
        const renamed = standingOf(
          names.map((item) => scores[item]!),
          new Map(names.map((item, name) => [name, gains[item]!])),
        )
        for (const metric of averaging) {
          // Without anything irrelevant there is no area under a curve.
          const known = metric.expected!(own, k)
          expect(metric.expected!(renamed, k)).toEqual(known === null ? null : expect.closeTo(known, 9))
        }
      }),
    )
  })

  it('expected is null without scores and without relevant items', () => {
    for (const metric of averaging) {
      expect(metric.expected!(rankedList(Int32Array.of(0), new Map([[0, 1]])), 5)).toBeNull()
      expect(metric.expected!(standingOf([1, 2], new Map()), 5)).toBeNull()
    }
  })
})
