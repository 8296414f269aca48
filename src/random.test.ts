import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from './random.ts'

const draws = (seed: number, ...keys: (string | number)[]): number[] => {
  const stream = randomStream(seed, ...keys)
  return Array.from({ length: 8 }, () => stream.next())
}

describe('randomStream()', () => {
  it('gives the same numbers for the same name', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, key) => {
        expect(draws(seed, key)).toEqual(draws(seed, key))
      }),
    )
  })

  it('gives other numbers for another seed, key or order of keys', () => {
    const names = [
      [1],
      [2],
      [1, 'a'],
      [1, 'b'],
      [1, 'a', 'b'],
      [1, 'ab'],
      [1, 'b', 'a'],
      [1, 7],
      [1, '7'],
      [1, ''],
    ] as const
    const starts = names.map(([seed, ...keys]) => draws(seed, ...keys).join())
    expect(new Set(starts).size).toBe(names.length)
  })

  it('splits into the stream of the longer name without drawing', () => {
    const stream = randomStream(3, 'viewer')
    stream.split('196').next()
    expect(stream.next()).toBe(draws(3, 'viewer')[0])
    expect(randomStream(3, 'viewer').split('196', 2).next()).toBe(draws(3, 'viewer', '196', 2)[0])
  })

  it('is uniform and normal to the eye of its moments', () => {
    const stream = randomStream(11, 'moments')
    const uniform = Array.from({ length: 20_000 }, () => stream.next())
    const mean = uniform.reduce((sum, x) => sum + x, 0) / uniform.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01)
    const normal = Array.from({ length: 20_000 }, () => stream.normal())
    const square = normal.reduce((sum, x) => sum + x * x, 0) / normal.length
    expect(Math.abs(square - 1)).toBeLessThan(0.05)
  })

  it('has first draws that are uniform over neighbouring keys', () => {
    const firsts = Array.from({ length: 10_000 }, (_, key) => randomStream(1, 'item', String(key)).next())
    const tenths = Array.from({ length: 10 }, (_, tenth) => firsts.filter((x) => Math.floor(x * 10) === tenth).length)
    expect(Math.max(...tenths.map((count) => Math.abs(count - 1000)))).toBeLessThan(120)
  })
})

describe('pick()', () => {
  it('draws by the probabilities and never outside the list', () => {
    const stream = randomStream(5)
    const counts = [0, 0, 0]
    for (let i = 0; i < 10_000; i++) counts[stream.pick([0.2, 0.5, 0.3])]!++
    expect(counts[0]! / 10_000).toBeCloseTo(0.2, 1)
    expect(counts[1]! / 10_000).toBeCloseTo(0.5, 1)
    expect(stream.pick([0, 0, 0])).toBe(2)
  })
})

describe('shuffle()', () => {
  it('keeps every element', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (list) => {
        expect(
          randomStream(1)
            .shuffle([...list])
            .sort(),
        ).toEqual([...list].sort())
      }),
    )
  })
})
