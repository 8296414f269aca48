import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toyWorld } from '../_toy.ts'
import { rankedList } from '../ranked-list.ts'
import { alphaNdcg } from './alpha-ndcg.ts'

/** The same number by sets and recursion: the gain of each rank from what was seen above it. */
function naive(ranked: readonly number[], relevant: readonly number[], kinds: readonly string[], k: number): number {
  const gain = (item: number, above: readonly number[]) =>
    [...kinds[item]!].reduce((sum, c) => sum + 0.5 ** above.filter((other) => kinds[other]!.includes(c)).length, 0)
  const total = (order: readonly number[]) =>
    order.slice(0, k).reduce((sum, item, i) => {
      const above = order.slice(0, i).filter((other) => relevant.includes(other))
      return sum + (relevant.includes(item) ? gain(item, above) / Math.log2(i + 2) : 0)
    }, 0)
  const best: number[] = []
  while (best.length < Math.min(k, relevant.length)) {
    const left = relevant.filter((item) => !best.includes(item)).sort((a, b) => a - b)
    best.push(left.toSorted((a, b) => gain(b, best) - gain(a, best))[0]!)
  }
  return total(ranked) / total(best)
}
const of = (ranked: readonly number[], relevant: readonly number[], kinds: readonly string[], k = 10) => {
  const list = rankedList(Int32Array.from(ranked), new Map(relevant.map((item) => [item, 1])))
  return alphaNdcg.of(list, k, toyWorld({ events: [], kinds: kinds.map((one) => [...one]) }))
}
const ITEMS = 7
const kinds = fc.array(
  fc.uniqueArray(fc.constantFrom('a', 'b', 'c')).map((set) => set.join('')),
  {
    minLength: ITEMS,
    maxLength: ITEMS,
  },
)
const order = fc.shuffledSubarray([...Array(ITEMS).keys()], { minLength: 1 })

describe('alphaNdcg', () => {
  it('alphaNdcg agrees with its naive twin', () => {
    fc.assert(
      fc.property(order, order, kinds, fc.integer({ min: 1, max: 8 }), (ranked, relevant, categories, k) => {
        const expected = naive(ranked, relevant, categories, k)
        const value = of(ranked, relevant, categories, k)
        if (Number.isNaN(expected)) expect(value).toBeNull()
        else expect(value).toBeCloseTo(expected, 9)
      }),
    )
  })

  it('alphaNdcg of two of a kind before another kind, by hand', () => {
    const discounted = 1 + 0.5 / Math.log2(3) + 1 / 2
    const best = 1 + 1 / Math.log2(3) + 0.5 / 2
    expect(of([0, 1, 2], [0, 1, 2], ['x', 'x', 'y'])).toBeCloseTo(discounted / best, 12)
    expect(discounted / best).toBeCloseTo(0.965195, 6)
    expect(of([0, 2, 1], [0, 1, 2], ['x', 'x', 'y'])).toBeCloseTo(1, 12)
  })

  it('alphaNdcg is null without relevant items, and where they have no categories', () => {
    expect(of([0, 1], [], ['x', 'y'])).toBeNull()
    expect(of([0, 1], [1], ['x', ''])).toBeNull()
  })
})
