import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { itemsOf, toy } from './_toy.ts'
import { threeWay } from './three-way.ts'

const shares = { train: 0.4, private: 0.3, test: 0.3 }

describe('threeWay()', () => {
  it('threeWay() ends training at floor(0.4 n) and private events at floor(0.7 n)', () => {
    const split = threeWay(toy('ann: a1 b2 c3 d4 e5 f6 g7 h8 i9 j10', 'bob: a1 b2 c3'), shares, randomStream(1))
    const parts = [split.train, split.private!, split.test]
    expect(parts.map((part) => itemsOf(part, 'ann'))).toEqual(['abcd', 'efg', 'hij'])
    expect(parts.map((part) => itemsOf(part, 'bob'))).toEqual(['a', 'b', 'c'])
  })

  it('threeWay() puts events of one time in an order that depends on the seed, not on the item', () => {
    const data = toy('ann: a1 b1 c1 d1 e1 f1 g1 h1 i1 j1')
    const orders = Array.from({ length: 20 }, (_, seed) =>
      itemsOf(threeWay(data, shares, randomStream(seed)).train, 'ann'),
    )
    expect(new Set(orders).size).toBeGreaterThan(10)
  })

  it('threeWay() gives a person the same parts whoever else is there', () => {
    const ann = 'ann: a1 b1 c1 d1 e1 f1 g1 h1 i1 j1'
    const alone = threeWay(toy(ann), shares, randomStream(3))
    const among = threeWay(toy('aaa: b1 c1 d1', ann, 'bob: e1 f1 g1'), shares, randomStream(3))
    expect(itemsOf(among.train, 'ann')).toBe(itemsOf(alone.train, 'ann'))
    expect(itemsOf(among.test, 'ann')).toBe(itemsOf(alone.test, 'ann'))
  })

  it('threeWay() refuses shares beyond 1', () => {
    expect(() => threeWay(toy('ann: a1'), { train: 0.5, private: 0.5, test: 0.5 }, randomStream(1))).toThrow(
      expect.objectContaining({ code: 'config/range' }),
    )
  })
})
