import { describe, expect, it } from 'vitest'
import { rankedList } from './ranked-list.ts'

describe('rankedList()', () => {
  it('rankedList() puts gains beside ranks, and the best order beside both', () => {
    const list = rankedList(
      Int32Array.of(4, 2, 9),
      new Map([
        [2, 1],
        [9, 5],
        [7, 3],
      ]),
    )
    expect([...list.gains]).toEqual([0, 1, 5])
    expect([...list.ideal]).toEqual([5, 3, 1])
  })

  it('rankedList() counts gains of 0 and below as not relevant', () => {
    const list = rankedList(
      Int32Array.of(4, 2),
      new Map([
        [4, 0],
        [2, -3],
      ]),
    )
    expect([...list.gains]).toEqual([0, 0])
    expect(list.ideal).toHaveLength(0)
  })

  it('rankedList() knows the ranks of relevant items, and of those known not to be', () => {
    const judged = new Map([
      [2, 1],
      [9, 5],
      [7, 3],
      [4, 0],
      [8, 0],
    ])
    const list = rankedList(Int32Array.of(4, 2, 9), judged)
    expect([...list.relevant]).toEqual([9, 7, 2])
    expect([...list.ranks]).toEqual([3, 0, 2])
    expect([...list.rejected]).toEqual([1, 0])
  })

  it('rankedList() refuses an item that is ranked twice', () => {
    expect(() => rankedList(Int32Array.of(4, 2, 4), new Map())).toThrow(
      expect.objectContaining({ code: 'metric/duplicate-item', message: expect.stringContaining('rank 3') }),
    )
  })
})
