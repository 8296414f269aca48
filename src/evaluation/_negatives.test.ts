import { describe, expect, it } from 'vitest'
import { selectRows } from '../data/columns.ts'
import { datasetFromRows, withLog } from '../data/dataset.ts'
import { itemId, userId } from '../domain/index.ts'
import { randomStream } from '../random.ts'
import { negativeSampler } from './_negatives.ts'
import { protocolNotes } from './protocol.ts'
import { evaluateRanking } from './ranking.ts'

const random = randomStream(3, 'negatives')
const padded = (index: number) => String(index).padStart(4, '0')

/** Many people who will each meet the item of one rank, of 1,000 that everybody's scores put in order. */
function everybodyWants(rank: number) {
  const rows = Array.from({ length: 300 }, (_, user) => {
    return { user: userId(padded(user)), item: itemId(padded(rank - 1)), value: 1, at: user }
  })
  const catalogue = Array.from({ length: 1000 }, (_, item) => {
    return { id: itemId(padded(item)), title: padded(item), categories: [], attributes: {} }
  })
  const test = datasetFromRows(rows, { name: 'one rank', licence: 'none', catalogue })
  const train = withLog(test, selectRows(test.log, []))
  const score = (_: number, into: Float32Array) => into.map((_, item) => -item)
  return { train, test, score, split: 'by hand', metrics: ['hit_rate@10'] }
}

/** Chance that at most nine of 99 items drawn of 999 are among the `above` best ones. */
function hypergeometric(above: number): number {
  const choose = (n: number, k: number) => {
    let logarithm = 0
    for (let i = 1; i <= k; i++) logarithm += Math.log((n - k + i) / i)
    return logarithm
  }
  const chance = (hits: number) => Math.exp(choose(above, hits) + choose(999 - above, 99 - hits) - choose(999, 99))
  return Array.from({ length: 10 }, (_, hits) => chance(hits)).reduce((sum, one) => sum + one, 0)
}

describe('negativeSampler()', () => {
  const scores = () => Float32Array.of(5, 4, 3, 2, 1, 0)

  it('negativeSampler() keeps what is judged and as many others as asked for, never one that was seen', () => {
    const column = scores()
    column[0] = Number.NEGATIVE_INFINITY
    const candidates = negativeSampler({ count: 2, random }, new Uint8Array(6).fill(1))(column, new Map([[3, 1]]), 'a')
    expect(candidates).toBe(3)
    expect(column.filter((score) => score > Number.NEGATIVE_INFINITY)).toHaveLength(3)
    expect(column[3]).toBe(2)
    expect(column[0]).toBe(Number.NEGATIVE_INFINITY)
  })

  it('negativeSampler() keeps all there are where fewer are left', () => {
    expect(negativeSampler({ count: 99, random }, new Uint8Array(6).fill(1))(scores(), new Map([[3, 1]]), 'a')).toBe(6)
  })

  it('negativeSampler() draws the same for a person, whoever came before', () => {
    const [one, other] = [scores(), scores()]
    const draw = negativeSampler({ count: 2, random }, new Uint8Array(6).fill(1))
    draw(scores(), new Map(), 'before')
    draw(one, new Map(), 'a')
    negativeSampler({ count: 2, random }, new Uint8Array(6).fill(1))(other, new Map(), 'a')
    expect(one).toEqual(other)
  })

  it('negativeSampler() draws in proportion to weights, and nothing of weight 0', () => {
    const draw = negativeSampler({ count: 1, by: 'popularity', random }, Int32Array.of(0, 1, 3, 0, 0, 0))
    const drawn = new Int32Array(6)
    for (let person = 0; person < 2000; person++) {
      const column = scores()
      draw(column, new Map(), String(person))
      drawn[column.findIndex((score) => score > Number.NEGATIVE_INFINITY)]!++
    }
    expect(drawn[1]! / 2000).toBeCloseTo(0.25, 1)
    expect(drawn[1]! + drawn[2]!).toBe(2000)
  })
})

describe('evaluateRanking() with sampledNegatives', () => {
  it.each([
    [11, 1],
    [101, 0.463157],
  ])(
    'finds the item of rank %i in the first ten nearly always or half the time, where full ranking never does',
    (rank, drawn) => {
      const ask = everybodyWants(rank)
      expect(evaluateRanking(ask).values['hit_rate@10']!.value).toBe(0)
      const { values } = evaluateRanking({ ...ask, sampledNegatives: { count: 99, random } })
      expect(Math.abs(values['hit_rate@10']!.value! - hypergeometric(rank - 1))).toBeLessThan(0.1)
      // Known for draws with replacement, which differ little.
      expect(Math.abs(hypergeometric(rank - 1) - drawn)).toBeLessThan(0.02)
    },
  )

  it('marks the protocol and warns in words', () => {
    const asked = { ...everybodyWants(11), sampledNegatives: { count: 99, by: 'popularity', random } as const }
    const { protocol } = evaluateRanking(asked)
    expect(protocol).toMatchObject({
      candidates: 'sampled',
      sampled: { negatives: 99, by: 'popularity' },
      marks: ['metric/sampled'],
    })
    expect(protocolNotes(protocol)[0]).toMatch(/^metric\/sampled: .*99 others/)
  })

  it('refuses a number of negatives that is none', () => {
    expect(() => evaluateRanking({ ...everybodyWants(1), sampledNegatives: { count: 0, random } })).toThrow(
      expect.objectContaining({ code: 'config/range' }),
    )
  })
})
