import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { hitRate } from './hit-rate.ts'
import { map } from './map.ts'
import type { ListMetric, ListWorld, RankedList } from './metric.ts'
import { mrr } from './mrr.ts'
import { ndcg } from './ndcg.ts'
import { precision } from './precision.ts'
import { rankedList } from './ranked-list.ts'
import { recall } from './recall.ts'
import { metrics } from './registry.ts'

const nowhere: ListWorld = { users: 0, usersOf: new Int32Array(0), categoriesOf: [] }
const accuracy: readonly ListMetric[] = [ndcg, recall, hitRate, mrr, precision, map]
const at = (metric: ListMetric, list: RankedList, k: number) => metric.of(list, k, nowhere)

/** A ranking of a whole catalogue, with at least one relevant item in it. */
const marked = fc.integer({ min: 1, max: 30 }).chain((items) =>
  fc.record({
    ranked: fc.shuffledSubarray([...Array(items).keys()], { minLength: items }).map((order) => Int32Array.from(order)),
    relevant: fc.subarray([...Array(items).keys()], { minLength: 1 }),
    k: fc.integer({ min: 1, max: items }),
  }),
)
const binary = (ranked: Int32Array, relevant: readonly number[]) =>
  rankedList(ranked, new Map(relevant.map((i) => [i, 1])))

describe('accuracy metrics', () => {
  it('are null when nothing is relevant', () => {
    for (const metric of accuracy) expect(at(metric, binary(Int32Array.of(1, 2), []), 2)).toBeNull()
  })

  it('lie between 0 and 1', () => {
    fc.assert(
      fc.property(marked, ({ ranked, relevant, k }) => {
        for (const metric of accuracy) {
          const value = at(metric, binary(ranked, relevant), k)!
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1 + 1e-12)
        }
      }),
    )
  })

  it('look at the first k ranks only', () => {
    fc.assert(
      fc.property(marked, ({ ranked, relevant, k }) => {
        const whole = binary(ranked, relevant)
        const cut = binary(ranked.slice(0, k), relevant)
        for (const metric of accuracy) expect(at(metric, cut, k)).toBe(at(metric, whole, k))
      }),
    )
  })
})

describe('recall', () => {
  it('recall is 1 over the whole catalogue', () => {
    fc.assert(fc.property(marked, (one) => at(recall, binary(one.ranked, one.relevant), one.ranked.length) === 1))
  })

  it('recall times |G| is precision times k: the hits, and hit rate is whether there are any', () => {
    fc.assert(
      fc.property(marked, ({ ranked, relevant, k }) => {
        const list = binary(ranked, relevant)
        const hits = at(recall, list, k)! * relevant.length
        expect(at(precision, list, k)! * k).toBeCloseTo(hits, 9)
        expect(at(hitRate, list, k)).toBe(Math.min(1, Math.round(hits)))
      }),
    )
  })

  it('recall of a random ranking is k / n on average', () => {
    const random = randomStream(5, 'rankings')
    const order = Int32Array.from({ length: 40 }, (_, item) => item)
    const found = Array.from({ length: 4000 }, () => at(recall, binary(random.shuffle(order), [3, 14, 15]), 10)!)
    expect(Math.abs(found.reduce((sum, value) => sum + value, 0) / 4000 - 10 / 40)).toBeLessThan(0.015)
  })
})

describe('with one relevant item', () => {
  const single = marked.map(({ ranked, relevant, k }) => ({ list: binary(ranked, relevant.slice(0, 1)), k }))

  it('mrr equals map, and recall equals hit rate', () => {
    fc.assert(
      fc.property(single, ({ list, k }) => {
        expect(at(mrr, list, k)).toBe(at(map, list, k))
        expect(at(recall, list, k)).toBe(at(hitRate, list, k))
      }),
    )
  })

  it('ndcg@5 lies between the hit rate at the last rank and at the first', () => {
    fc.assert(
      fc.property(single, ({ list }) => {
        const hit = at(hitRate, list, 5)!
        expect(at(ndcg, list, 5)).toBeGreaterThanOrEqual(hit / Math.log2(6) - 1e-12)
        expect(at(ndcg, list, 5)).toBeLessThanOrEqual(hit)
      }),
    )
  })

  it('ndcg is 0.5 and mrr 1/3 at rank 3', () => {
    const list = binary(Int32Array.of(7, 8, 9), [9])
    expect(at(ndcg, list, 10)).toBeCloseTo(0.5, 12)
    expect(at(mrr, list, 10)).toBeCloseTo(1 / 3, 12)
  })
})

describe('ndcg', () => {
  it('ndcg is 1 when the gains come in the best order, and only then', () => {
    const graded = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        graded.filter((gains) => gains.some((gain) => gain > 0)),
        fc.integer({ min: 1, max: 12 }),
        (gains, k) => {
          const list = rankedList(Int32Array.from(gains.keys()), new Map(gains.entries()))
          const best = gains.toSorted((a, b) => b - a)
          const ideal = gains.slice(0, k).every((gain, i) => gain === best[i])
          expect(Math.abs(at(ndcg, list, k)! - 1) < 1e-12).toBe(ideal)
        },
      ),
    )
  })
})

describe('golden numbers', () => {
  // By hand: ranking A B C D E as 0 to 4; relevant are A with gain 3, C with 1 and F, not retrieved, with 2.
  const ranked = Int32Array.of(0, 1, 2, 3, 4)
  const graded = rankedList(
    ranked,
    new Map([
      [0, 3],
      [2, 1],
      [5, 2],
    ]),
  )
  const plain = binary(ranked, [0, 2, 5])
  it.each([
    ['ndcg', graded, 0.735007, 0.703918],
    ['ndcg', plain, 0.703918, 0.613147],
    ['recall', plain, 0.666667, 0.333333],
    ['precision', plain, 0.4, 0.5],
    ['map', plain, 0.555556, 0.5],
    ['mrr', plain, 1, 1],
    ['hit_rate', plain, 1, 1],
  ])('%s of the five letters', (name, list, at5, at2) => {
    const metric = accuracy.find((one) => one.name === name)!
    expect(at(metric, list, 5)).toBeCloseTo(at5, 6)
    expect(at(metric, list, 2)).toBeCloseTo(at2, 6)
  })
})

describe('metrics', () => {
  it('metrics share no name or alias', () => {
    const names = metrics.flatMap((metric) => [metric.name, ...metric.aliases])
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(names.map((name) => name.toLowerCase()))
  })
})
