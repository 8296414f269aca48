import { describe, expect, it } from 'vitest'
import type { ListWorld } from './metric.ts'
import { novelty } from './novelty.ts'
import { rankedList } from './ranked-list.ts'

const world: ListWorld = { users: 16, usersOf: Int32Array.of(8, 1, 0, 16), categoriesOf: [] }
const list = (...items: number[]) => rankedList(Int32Array.from(items), new Map())

describe('novelty', () => {
  it('novelty is 0 bits for an item that everybody knows', () => {
    expect(novelty.of(list(3), 10, world)).toBeCloseTo(0, 12)
  })

  it('novelty is finite for an item that nobody had: it counts as known by one', () => {
    expect(novelty.of(list(2), 10, world)).toBe(novelty.of(list(1), 10, world))
  })

  it('novelty is null for an empty list', () => {
    expect(novelty.of(list(), 10, world)).toBeNull()
  })

  it('novelty of items known by 8 and 1 of 16 people is (1 + 4) / 2 bits', () => {
    expect(novelty.of(list(0, 1), 10, world)).toBeCloseTo(2.5, 12)
    expect(novelty.of(list(0, 1), 1, world)).toBeCloseTo(1, 12)
  })
})
