import { describe, expect, it } from 'vitest'
import { toyWorld } from '../_toy.ts'
import { rankedList } from '../ranked-list.ts'
import { serendipity } from './serendipity.ts'
import { unexpectedness } from './unexpectedness.ts'

const list = (user: number, ranked: readonly number[], relevant: readonly number[] = []) =>
  rankedList(Int32Array.from(ranked), new Map(relevant.map((item) => [item, 1])), { user })

describe('serendipity', () => {
  // The example in the documentation of RecTools 0.19: items i1 to i4 are 0 to 3; i1 was met three times, i2 twice.
  const world = toyWorld({
    events: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2, 0],
    ],
    items: 4,
  })
  const lists = [list(0, [0, 1], [0, 1]), list(1, [1, 2], [1, 2]), list(2, [2], [1]), list(3, [1, 2], [1])]

  it('serendipity agrees with RecTools', () => {
    expect(lists.map((one) => serendipity.of(one, 1, world))).toEqual([0, 0.25, 0, 0.25])
    expect(lists.map((one) => serendipity.of(one, 2, world))).toEqual([0, 0.5, 0, 0.125])
  })

  it('serendipity is 0 for hits that popularity would rank no lower', () => {
    expect(serendipity.of(list(3, [0, 1, 2], [0, 1]), 3, world)).toBe(0)
  })
})

describe('unexpectedness', () => {
  const world = toyWorld({
    events: [
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 1],
      [1, 1],
      [0, 2],
    ],
    items: 5,
  })

  it('unexpectedness is 0 for what is popular and new to the person', () => {
    expect(unexpectedness.of(list(9, [0, 1]), 2, world)).toBe(0)
    // Person 1 met items 0 and 1, so the chart goes on with 2 and 3.
    expect(unexpectedness.of(list(1, [2, 3]), 2, world)).toBe(0)
    expect(unexpectedness.of(list(1, [4, 3]), 2, world)).toBe(0.5)
  })

  it('unexpectedness is the share of the list outside the chart', () => {
    expect(unexpectedness.of(list(9, [0, 4, 3]), 3, world)).toBeCloseTo(2 / 3, 12)
    expect(unexpectedness.of(list(9, []), 3, world)).toBeNull()
  })
})
