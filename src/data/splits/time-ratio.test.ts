import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemsOf, toy } from './_toy.ts'
import { timeRatio } from './time-ratio.ts'

describe('timeRatio()', () => {
  it('timeRatio() trains on floor(0.8 n) of the n events of each person', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), (n) => {
        const data = toy(`ann: ${Array.from({ length: n }, (_, at) => `i${at}`).join(' ')}`)
        expect(timeRatio(data).train.log.length).toBe(Math.floor((n * 8) / 10))
      }),
      { numRuns: 30 },
    )
  })

  it('timeRatio() takes another share, and counts people without training', () => {
    const split = timeRatio(toy('ann: a1 b2 c3 d4', 'bob: e1'), { train: 0.5 })
    expect(itemsOf(split.train, 'ann')).toBe('ab')
    expect(itemsOf(split.test, 'bob')).toBe('e')
    expect(split.notes).toContain('1 people have test events and none in training')
    expect(split.notes).toContain('3 items have test events and none in training')
    expect(split.describe).toBe(
      "split time-ratio 0.5: each person's first 50% in time train, the rest tests (ties by item id); 2 train, 3 test events",
    )
  })

  it.each([0, 1, -0.2, Number.NaN])('timeRatio() refuses the share %d', (train) => {
    expect(() => timeRatio(toy('ann: a1'), { train })).toThrow(expect.objectContaining({ code: 'config/range' }))
  })
})
