import { describe, expect, it } from 'vitest'
import { toyWorld } from '../_toy.ts'
import { aggregateOf } from '../metric.ts'
import { rankedList } from '../ranked-list.ts'
import { relativeSpread } from './_opportunity.ts'
import { aclt } from './aclt.ts'
import { aplt } from './aplt.ts'
import { popReo } from './pop-reo.ts'
import { popRsp } from './pop-rsp.ts'
import { tailPercentage } from './tail-percentage.ts'

/** Ten items of the train catalogue, the first two of which have the most events; an eleventh that nobody met. */
const world = toyWorld({
  events: [
    ...[0, 1, 2, 3].flatMap((user) => [[user, 0] as const, [user, 1] as const]),
    ...Array.from({ length: 8 }, (_, item) => [4, item + 2] as const),
  ],
  items: 11,
})
const list = (user: number, ranked: readonly number[], relevant: readonly number[] = []) =>
  rankedList(Int32Array.from(ranked), new Map(relevant.map((item) => [item, 1])), { user })

describe('aplt', () => {
  it('aplt is the share and aclt the count of items outside the top fifth, items that nobody met among them', () => {
    expect(aplt.of(list(0, [0, 5, 10, 1]), 4, world)).toBe(0.5)
    expect(aclt.of(list(0, [0, 5, 10, 1]), 4, world)).toBe(2)
    expect(aplt.of(list(0, [0, 5, 10, 1]), 1, world)).toBe(0)
    expect(aplt.of(list(0, []), 4, world)).toBeNull()
  })

  it('tailPercentage counts recommendations, aplt lists', () => {
    const lists = [list(0, [0, 1, 5]), list(1, [6])]
    expect(aggregateOf(tailPercentage, lists, 5, world)).toBe(0.5)
    expect((aplt.of(lists[0]!, 5, world)! + aplt.of(lists[1]!, 5, world)!) / 2).toBeCloseTo(2 / 3, 12)
    expect(aggregateOf(tailPercentage, [], 5, world)).toBeNull()
  })
})

describe('popRsp', () => {
  it('popRsp is the standard deviation of both chances over their mean', () => {
    const [mean, spread] = [(0.4 + 0.1) / 2, Math.sqrt(((0.4 - 0.25) ** 2 + (0.1 - 0.25) ** 2) / 2)]
    expect(relativeSpread(0.4, 0.1)).toBeCloseTo(spread / mean, 12)
    expect(spread / mean).toBeCloseTo(0.6, 12)
    expect(relativeSpread(0, 0)).toBeNull()
  })

  it('popRsp takes what a person met in training out of the chances', () => {
    // Person 4 met all of the tail but item 10, so head has 2 chances and tail 1; both heads are shown.
    expect(aggregateOf(popRsp, [list(4, [0, 1])], 5, world)).toBe(relativeSpread(2 / 2, 0 / 1))
    expect(aggregateOf(popRsp, [list(4, [0, 10])], 5, world)).toBeCloseTo(relativeSpread(1 / 2, 1)!, 12)
  })
})

describe('popReo', () => {
  it('popReo compares the hits among what is wanted', () => {
    const lists = [list(0, [0, 5, 6], [0, 5, 7]), list(1, [1, 2], [0, 2])]
    // Head: item 0 wanted twice, hit once. Tail: 5, 7 and 2 wanted, 5 and 2 hit.
    expect(aggregateOf(popReo, lists, 5, world)).toBeCloseTo(relativeSpread(1 / 2, 2 / 3)!, 12)
  })

  it('popReo is null where a group is never wanted', () => {
    expect(aggregateOf(popReo, [list(0, [0], [0])], 5, world)).toBeNull()
  })
})
