import { describe, expect, it } from 'vitest'
import { itemsOf, toy } from './_toy.ts'
import { lastOut } from './last-out.ts'

describe('lastOut()', () => {
  it('lastOut() tests the last event, validates with the one before and trains on the rest', () => {
    const split = lastOut(toy('ann: a1 b2 c3 d4'))
    expect([split.train, split.validation!, split.test].map((part) => itemsOf(part, 'ann'))).toEqual(['ab', 'c', 'd'])
  })

  it('lastOut() keeps people with fewer than three events in training and counts them', () => {
    const split = lastOut(toy('ann: a1 b2 c3', 'bob: a1 b2', 'cid: b9'))
    expect(itemsOf(split.train, 'bob')).toBe('ab')
    expect(split.test.log.length).toBe(1)
    expect(split.notes).toContain('2 people with fewer than 3 events stay in training')
  })

  it('lastOut() breaks ties by item id, and without times takes the given order', () => {
    expect(itemsOf(lastOut(toy('ann: c1 a1 b1')).test, 'ann')).toBe('c')
    const untimed = lastOut(toy('ann: c a b'))
    expect(itemsOf(untimed.test, 'ann')).toBe('b')
    expect(untimed.notes).toContain('no times: rows are taken in the order given')
  })
})
