import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placesOf } from '../../_places.ts'
import { nowhere } from '../_toy.ts'
import { aggregateOf } from '../metric.ts'
import { rankedList } from '../ranked-list.ts'
import { auc } from './auc.ts'
import { gauc } from './gauc.ts'

const listOf = (scores: readonly number[], relevant: readonly number[]) => {
  const column = Float32Array.from(scores)
  const candidates = scores.filter((score) => score > Number.NEGATIVE_INFINITY).length
  const locate = (items: Int32Array) => ({ candidates, ...placesOf(column, items) })
  return rankedList(new Int32Array(0), new Map(relevant.map((item) => [item, 1])), { locate })
}
const areaOf = (scores: readonly number[], relevant: readonly number[]) =>
  auc.of(listOf(scores, relevant), Number.POSITIVE_INFINITY, nowhere)

/** Every pair, one by one. */
function naive(scores: readonly number[], relevant: readonly number[]): number {
  const own = relevant.map((item) => scores[item]!).filter((score) => score > Number.NEGATIVE_INFINITY)
  const others = scores.filter((score, item) => score > Number.NEGATIVE_INFINITY && !relevant.includes(item))
  const wins = own.flatMap((a) => others.map((b): number => (a > b ? 1 : a < b ? 0 : 0.5)))
  return wins.reduce((sum, won) => sum + won, 0) / wins.length
}
const scored = fc
  .array(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constant(Number.NEGATIVE_INFINITY)), {
    minLength: 2,
    maxLength: 12,
  })
  .chain((scores) => fc.tuple(fc.constant(scores), fc.subarray([...scores.keys()])))

describe('auc', () => {
  it('auc is the share of pairs in the right order, and turned round with the scores', () => {
    fc.assert(
      fc.property(scored, ([scores, relevant]) => {
        const expected = naive(scores, relevant)
        const area = areaOf(scores, relevant)
        const turned = scores.map((score) => (score > Number.NEGATIVE_INFINITY ? -score : score))
        if (Number.isNaN(expected)) expect(area).toBeNull()
        else
          expect([area, areaOf(turned, relevant)]).toEqual([
            expect.closeTo(expected, 12),
            expect.closeTo(1 - expected, 12),
          ])
      }),
    )
  })

  it('auc is null for a list without scores', () => {
    expect(auc.of(rankedList(Int32Array.of(1), new Map([[1, 1]])), 5, nowhere)).toBeNull()
  })
})

describe('gauc', () => {
  it('gauc weighs people by what they wanted and leaves out those without an area', () => {
    const lists = [listOf([3, 1, 2], [0, 1]), listOf([1, 2], [0]), listOf([1, 2], [])]
    expect(aggregateOf(gauc, lists, 1, nowhere)).toBeCloseTo((2 * 0.5 + 1 * 0) / 3, 12)
    expect(aggregateOf(gauc, [], 1, nowhere)).toBeNull()
  })
})
