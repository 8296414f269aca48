import { describe, expect, it } from 'vitest'
import { toyWorld } from '../_toy.ts'
import { aggregateOf } from '../metric.ts'
import { rankedList } from '../ranked-list.ts'
import { exposureGap } from './exposure-gap.ts'
import { treatmentGap } from './treatment-gap.ts'

/** Five items, one of them head. */
const world = toyWorld({
  events: [
    [0, 0],
    [1, 0],
    [0, 1],
    [0, 2],
    [0, 3],
    [0, 4],
  ],
})
const list = (ranked: readonly number[], relevant: readonly number[] = []) =>
  rankedList(Int32Array.from(ranked), new Map(relevant.map((item) => [item, 1])))
const second = 1 / Math.log2(3)

describe('exposureGap', () => {
  it('exposureGap compares the attention of the average item of each group', () => {
    expect(aggregateOf(exposureGap, [list([0, 1])], 5, world)).toBeCloseTo(Math.log(1 / (second / 4)), 12)
    expect(aggregateOf(exposureGap, [list([1, 0])], 5, world)).toBeCloseTo(Math.abs(Math.log(second / (1 / 4))), 12)
  })

  it('exposureGap is null where one group is never seen', () => {
    expect(aggregateOf(exposureGap, [list([0])], 5, world)).toBeNull()
  })
})

describe('treatmentGap', () => {
  it('treatmentGap is 0 when attention goes by how much a group is wanted', () => {
    const lists = [list([0], [0]), list([0], [0]), list([1], [2])]
    expect(aggregateOf(treatmentGap, lists, 1, world)).toBeCloseTo(0, 12)
  })

  it('treatmentGap is null where one group is not wanted', () => {
    expect(aggregateOf(treatmentGap, [list([0, 1], [0])], 5, world)).toBeNull()
  })
})
