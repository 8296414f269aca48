import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectRows } from '../data/columns.ts'
import { withLog } from '../data/dataset.ts'
import { type Event, ITEMS, KINDS, partsOf, USERS } from './_toy-parts.ts'
import { evaluateRanking, type RankingRequest } from './ranking.ts'

/** The same numbers from sorted arrays, sets and textbook formulas: slow, and easy to check by eye. */
function textbook(events: readonly Event[], scoreOf: (user: number, item: number) => number, k: number) {
  const items = [...Array(ITEMS).keys()]
  const itemsOf = (user: number, heldOut: boolean) =>
    new Set(events.filter((event) => event[0] === user && event[3] === heldOut).map((event) => event[1]))
  const fansOf = (item: number) =>
    new Set(events.filter((event) => event[1] === item && !event[3]).map(([user]) => user))
  const active = new Set(events.filter((event) => !event[3]).map(([user]) => user)).size
  const kindsOf = (item: number) => KINDS.filter((_, kind) => (item >> kind) % 2 === 1)
  const distance = (a: number, b: number) => {
    const shared = kindsOf(a).filter((kind) => kindsOf(b).includes(kind)).length
    return shared === 0 ? 1 : 1 - shared / Math.sqrt(kindsOf(a).length * kindsOf(b).length)
  }
  const sum = (numbers: readonly number[]) => numbers.reduce((so, one) => so + one, 0)
  const mean = (numbers: readonly number[]) => sum(numbers) / numbers.length
  const people = [...Array(USERS).keys()].filter((user) => itemsOf(user, true).size > 0)
  const lists = people.map((user) => {
    const candidates = items.filter((item) => !itemsOf(user, false).has(item))
    return candidates.sort((a, b) => scoreOf(user, b) - scoreOf(user, a) || a - b).slice(0, k)
  })
  const rows = people.map((user, place) => {
    const list = lists[place]!
    const wanted = itemsOf(user, true)
    const ranks = list.flatMap((item, i) => (wanted.has(item) ? [i + 1] : []))
    const best = Math.min(k, wanted.size)
    const discount = (rank: number) => 1 / Math.log2(rank + 1)
    const pairs = list.flatMap((a, i) => list.slice(i + 1).map((b) => distance(a, b)))
    return {
      ndcg: sum(ranks.map(discount)) / sum(Array.from({ length: best }, (_, i) => discount(i + 1))),
      recall: ranks.length / wanted.size,
      hit_rate: ranks.length > 0 ? 1 : 0,
      mrr: ranks.length > 0 ? 1 / ranks[0]! : 0,
      precision: ranks.length / k,
      map: sum(ranks.map((rank, hits) => (hits + 1) / rank)) / best,
      mean_inv_user_freq:
        active === 0 ? Number.NaN : mean(list.map((item) => -Math.log2(Math.max(1, fansOf(item).size) / active))),
      ild: mean(pairs),
    }
  })
  const catalogue = items.filter((item) => fansOf(item).size > 0)
  const shown = catalogue.map((item) => lists.filter((list) => list.includes(item)).length)
  const apart = mean(shown.flatMap((x) => shown.map((y) => Math.abs(x - y))))
  return {
    rows,
    item_coverage: shown.filter((times) => times > 0).length / catalogue.length,
    gini: apart / (2 * mean(shown)),
  }
}

const event: fc.Arbitrary<Event> = fc.tuple(
  fc.integer({ min: 0, max: USERS - 1 }),
  fc.integer({ min: 0, max: ITEMS - 1 }),
  fc.integer({ min: 1, max: 5 }),
  fc.boolean(),
)
const events = fc
  .array(event, { minLength: 2, maxLength: 50 })
  .filter((list) => list.some(([, , , heldOut]) => heldOut))
/** Equal to nine digits; undefined on one side is undefined on the other. */
function agree(measured: number | null, expected: number): void {
  if (Number.isNaN(expected)) expect(measured ?? Number.NaN).toBeNaN()
  else expect(measured).toBeCloseTo(expected, 9)
}
/** Few distinct scores, so that ties are common. */
const scoreTable = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: USERS * ITEMS, maxLength: USERS * ITEMS })
const scorer = (table: readonly number[]): RankingRequest['score'] => {
  return (user, into) => into.map((_, item) => table[user * ITEMS + item]!)
}
/** One person met item 0 in training and 1 in the test part. */
const tiny = partsOf([
  [0, 0, 5, false],
  [0, 1, 4, true],
  [1, 2, 3, false],
])
const constant: RankingRequest['score'] = (_, into) => into.fill(0)

describe('evaluateRanking()', () => {
  it('evaluateRanking() agrees with the textbook', () => {
    fc.assert(
      fc.property(events, scoreTable, fc.integer({ min: 1, max: ITEMS + 2 }), (log, table, k) => {
        const result = evaluateRanking({ ...partsOf(log), score: scorer(table), split: 'toy', ks: [k] })
        const expected = textbook(log, (user, item) => table[user * ITEMS + item]!, k)
        for (const [place, row] of expected.rows.entries()) {
          for (const [name, value] of Object.entries(row)) agree(result.perPerson[`${name}@${k}`]![place]!, value)
        }
        agree(result.values[`item_coverage@${k}`]!.value, expected.item_coverage)
        agree(result.values[`gini@${k}`]!.value, expected.gini)
      }),
      { numRuns: 200 },
    )
  })

  it('evaluateRanking() sees only the order of the scores', () => {
    fc.assert(
      fc.property(events, scoreTable, (log, table) => {
        const ask = { ...partsOf(log), split: 'toy', ks: [3] }
        const plain = evaluateRanking({ ...ask, score: scorer(table) })
        const bent = evaluateRanking({ ...ask, score: scorer(table.map((score) => score ** 3 - 100)) })
        expect(bent.perPerson).toEqual(plain.perPerson)
      }),
      { numRuns: 50 },
    )
  })

  it('evaluateRanking() counts whom and what it could not measure', () => {
    const log: Event[] = [
      [0, 0, 5, false],
      [0, 0, 5, true],
      [0, 1, 4, true],
      [1, 2, 3, true],
      [2, 2, 3, false],
    ]
    const { protocol, people, values } = evaluateRanking({
      ...partsOf(log),
      score: constant,
      split: 'by hand',
      ks: [1],
    })
    expect(protocol).toMatchObject({ people: 2, dropped: 4, cold: 1, unreachable: 1, split: 'by hand', k: [1] })
    expect(protocol).toMatchObject({ candidates: 'all unseen', ties: 'item id', gain: 'binary' })
    expect(people).toEqual(['0', '1'])
    // Person 0 is shown item 1, one of two wanted; person 1 item 0, not wanted.
    expect(values['recall@1']).toEqual({ value: 0.25, people: 2, excluded: 0 })
  })

  it('evaluateRanking() leaves seen items in when asked to', () => {
    const ask = { ...tiny, score: constant, split: 'toy', metrics: ['mrr@5'] }
    expect(evaluateRanking(ask).values['mrr@5']!.value).toBe(1)
    const all = evaluateRanking({ ...ask, filterSeen: false })
    expect(all.values['mrr@5']!.value).toBe(1 / 2)
    expect(all.protocol.candidates).toBe('all')
  })

  it('evaluateRanking() weighs hits by their rating when asked to', () => {
    const log: Event[] = [
      [0, 0, 1, true],
      [0, 1, 3, true],
      [1, 0, 2, false],
    ]
    const { values } = evaluateRanking({
      ...partsOf(log),
      score: constant,
      split: 'toy',
      metrics: ['ndcg@2'],
      gain: 'rating',
    })
    expect(values['ndcg@2']!.value).toBeCloseTo((1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)), 12)
  })

  it('evaluateRanking() reports no value for people with nothing relevant, and how many they are', () => {
    const log: Event[] = [
      [0, 0, 0, true],
      [1, 1, 3, true],
      [2, 0, 2, false],
    ]
    const result = evaluateRanking({
      ...partsOf(log),
      score: constant,
      split: 'toy',
      metrics: ['recall@9'],
      gain: 'rating',
    })
    expect(result.values['recall@9']).toEqual({ value: 1, people: 1, excluded: 1 })
    expect([...result.perPerson['recall@9']!]).toEqual([Number.NaN, 1])
  })

  it('evaluateRanking() measures the whole ranking under the name of trec_eval', () => {
    const last: RankingRequest['score'] = (_, into) => into.map((_, item) => (item === 1 ? 0 : 1))
    const { values, protocol } = evaluateRanking({
      ...tiny,
      score: last,
      split: 'toy',
      metrics: ['recip_rank', 'mrr@5'],
    })
    expect(values['recip_rank']!.value).toBe(1 / (ITEMS - 1))
    expect(values['mrr@5']!.value).toBe(0)
    expect(protocol.k).toEqual([5])
  })

  it('evaluateRanking() reports the share of lists that ids put in order', () => {
    const increasing: RankingRequest['score'] = (_, into) => into.map((_, item) => item)
    const bottom: RankingRequest['score'] = (_, into) => into.map((_, item) => Math.max(3, item))
    const tiedShare = (score: RankingRequest['score'], k: number) =>
      evaluateRanking({ ...tiny, score, split: 'toy', ks: [k] }).tiedShare
    expect(tiedShare(constant, 1)).toBe(1)
    expect(tiedShare(increasing, 5)).toBe(0)
    // Items 1, 2 and 3 share the lowest score; the sixth place is the first of them.
    expect(tiedShare(bottom, 5)).toBe(0)
    expect(tiedShare(bottom, 6)).toBe(1)
  })

  it('evaluateRanking() keeps lists when asked to, and does not touch the array of a recommender', () => {
    const own = Float32Array.from({ length: ITEMS }, (_, item) => ITEMS - item)
    const result = evaluateRanking({ ...tiny, score: () => own, split: 'toy', ks: [3], keepLists: true })
    expect([...result.lists![0]!.ranked]).toEqual([1, 2, 3])
    expect(own[0]).toBe(ITEMS)
    expect(evaluateRanking({ ...tiny, score: () => own, split: 'toy' })).not.toHaveProperty('lists')
  })

  it('evaluateRanking() takes time from the clock it is given', () => {
    let milliseconds = 0
    const clock = { now: () => 0, elapsed: () => milliseconds }
    const score: RankingRequest['score'] = (_, into) => {
      milliseconds += 500
      return into.fill(0)
    }
    expect(evaluateRanking({ ...tiny, score, split: 'toy', clock }).seconds).toEqual({ score: 0.5, evaluate: 0 })
  })

  it('evaluateRanking() tells progress from 0 to everybody', () => {
    const told: string[] = []
    evaluateRanking({
      ...tiny,
      score: constant,
      split: 'toy',
      onProgress: (done, total) => told.push(`${done}/${total}`),
    })
    expect(told).toEqual(['0/1', '1/1'])
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'evaluateRanking() refuses a score of %s and names the person',
    (bad) => {
      const score: RankingRequest['score'] = (_, into) => into.map((_, item) => (item === 4 ? bad : 0))
      expect(() => evaluateRanking({ ...tiny, score, split: 'toy' })).toThrow(
        expect.objectContaining({
          code: 'metric/non-finite',
          message: expect.stringMatching(/item "4" of person "0"/),
        }),
      )
    },
  )

  it('evaluateRanking() refuses bad cut-offs, unknown metrics, too few scores and parts that do not belong together', () => {
    const code = (change: Partial<RankingRequest>) => {
      try {
        evaluateRanking({ ...tiny, score: constant, split: 'toy', ...change })
      } catch (error) {
        return (error as { code: string }).code
      }
      return null
    }
    expect(code({ ks: [0] })).toBe('metric/k')
    expect(code({ metrics: ['ndgc'] })).toBe('config/unknown-name')
    expect(code({ score: () => new Float32Array(2) })).toBe('model/state')
    expect(code({ train: partsOf([[0, 0, 1, true]]).train })).toBe('stats/different-test')
    expect(
      code({ test: tiny.train.log.length > 0 ? withLog(tiny.test, selectRows(tiny.test.log, [])) : tiny.test }),
    ).toBe('data/empty')
  })
})
