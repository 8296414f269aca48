import { describe, expect, it } from 'vitest'
import { batchOf, meanPooled } from './_tokens.ts'

describe('batchOf()', () => {
  it('batchOf() fills rows up to the longest and masks what it filled', () => {
    const { ids, mask, rows, columns } = batchOf([
      [101, 102],
      [101, 7, 102],
    ])
    expect([rows, columns]).toEqual([2, 3])
    expect([...ids]).toEqual([101n, 102n, 0n, 101n, 7n, 102n])
    expect([...mask]).toEqual([1n, 1n, 0n, 1n, 1n, 1n])
  })
})

describe('meanPooled()', () => {
  it('meanPooled() is the mean of what the mask leaves, of length 1', () => {
    const batch = batchOf([
      [1, 2],
      [1, 2, 3],
    ])
    const states = Float32Array.of(3, 0, 1, 8, 99, 99, 0, 1, 0, 1, 0, 1)
    expect(meanPooled(states, batch, 2).map((vector) => [...vector])).toEqual([
      [expect.closeTo(4 / Math.hypot(4, 8), 6), expect.closeTo(8 / Math.hypot(4, 8), 6)],
      [0, 1],
    ])
  })
})
