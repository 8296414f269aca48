import { describe, expect, it } from 'vitest'
import { itemsOf, toy } from './_toy.ts'
import { globalTime } from './global-time.ts'

describe('globalTime()', () => {
  it('globalTime() cuts at one moment for everybody', () => {
    const split = globalTime(toy('ann: a1 b2 c3 d4', 'bob: a5 e6', 'cid: a1 b2 c3 d4'))
    expect(itemsOf(split.train, 'ann')).toBe('abcd')
    expect(itemsOf(split.test, 'bob')).toBe('ae')
    expect(split.notes).toEqual([
      '1 people have test events and none in training',
      '1 items have test events and none in training',
    ])
    expect(split.describe).toContain('events before 1970-01-01T00:00:00.005Z train')
  })

  it('globalTime() leaves no training event at or after the earliest test event', () => {
    const { train, test } = globalTime(toy('ann: a1 b2 c2', 'bob: a2 b2'), { train: 0.5 })
    expect(Math.max(...train.log.at)).toBeLessThan(Math.min(...test.log.at))
    expect(train.log.length).toBe(1)
  })

  it('globalTime() trains on events without a time', () => {
    const split = globalTime(toy('ann: a1 b2 c3 d4 e'))
    expect(itemsOf(split.train, 'ann')).toBe('abce')
    expect(split.notes).toContain('1 rows without a time are in training')
  })

  it("globalTime() splits each person's history where there are no times", () => {
    const split = globalTime(toy('ann: e d c b a'))
    expect(itemsOf(split.test, 'ann')).toBe('a')
    expect(split.notes).toContain('no times: rows are taken in the order given')
  })

  it('globalTime() refuses data of one single moment', () => {
    expect(() => globalTime(toy('ann: a1 b1'))).toThrow(expect.objectContaining({ code: 'data/no-training' }))
  })
})
