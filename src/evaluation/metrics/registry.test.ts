import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { nowhere } from './_toy.ts'
import type { ListMetric } from './metric.ts'
import { type RankedList, rankedList } from './ranked-list.ts'
import { f1 } from './ranking/f1.ts'
import { hitRate } from './ranking/hit-rate.ts'
import { map } from './ranking/map.ts'
import { mrr } from './ranking/mrr.ts'
import { ndcg } from './ranking/ndcg.ts'
import { ndcgBinary } from './ranking/ndcg-binary.ts'
import { ndcgBurges } from './ranking/ndcg-burges.ts'
import { precision } from './ranking/precision.ts'
import { precisionMin } from './ranking/precision-min.ts'
import { recall } from './ranking/recall.ts'
import { recallMin } from './ranking/recall-min.ts'
import { metrics } from './registry.ts'

const ranking = metrics.flatMap((metric) => (metric.level === 'user' && metric.family === 'ranking' ? [metric] : []))
/** Those that lists without scores have, too. */
const accuracy = ranking.filter((metric) => metric.name !== 'auc')
const upToK = accuracy.filter((metric) => metric.reads === 'first k')
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
    for (const metric of ranking) expect(at(metric, binary(Int32Array.of(1, 2), []), 2)).toBeNull()
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
        for (const metric of upToK) expect(at(metric, cut, k)).toBe(at(metric, whole, k))
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
        expect(at(precisionMin, list, k)).toBe(at(recallMin, list, k))
        const [p, r] = [at(precision, list, k)!, at(recall, list, k)!]
        expect(at(f1, list, k)).toBeCloseTo(p + r === 0 ? 0 : (2 * p * r) / (p + r), 12)
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

describe('ndcgBurges', () => {
  it('ndcgBurges, ndcgBinary and ndcg are one number where every gain is 1', () => {
    fc.assert(
      fc.property(marked, ({ ranked, relevant, k }) => {
        const list = binary(ranked, relevant)
        expect(at(ndcgBurges, list, k)).toBeCloseTo(at(ndcg, list, k)!, 12)
        expect(at(ndcgBinary, list, k)).toBeCloseTo(at(ndcg, list, k)!, 12)
      }),
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
  const second = 1 / Math.log2(3)
  const best3 = 1 + second + 1 / 2
  it.each([
    ['ndcg', graded, 0.735007, 0.703918, (3 + 1 / 2) / (3 + 2 * second + 1 / 2), 3 / (3 + 2 * second)],
    ['ndcg_burges', graded, 0.798485, 0.787155, (7 + 1 / 2) / (7 + 3 * second + 1 / 2), 7 / (7 + 3 * second)],
    ['ndcg_binary', graded, 0.703918, 0.613147, (1 + 1 / 2) / best3, 1 / (1 + second)],
    ['ndcg', plain, 0.703918, 0.613147, (1 + 1 / 2) / best3, 1 / (1 + second)],
    ['recall', graded, 0.666667, 0.333333, 2 / 3, 1 / 3],
    ['recall_min', graded, 0.666667, 0.5, 2 / 3, 1 / 2],
    ['precision', graded, 0.4, 0.5, 2 / 5, 1 / 2],
    ['f1', graded, 0.5, 0.4, 1 / 2, 2 / 5],
    ['map_relevant', graded, 0.555556, 0.333333, 5 / 9, 1 / 3],
    ['map_k', graded, 0.333333, 0.5, 1 / 3, 1 / 2],
    ['map', graded, 0.555556, 0.5, 5 / 9, 1 / 2],
    ['mrr', graded, 1, 1, 1, 1],
    ['hit_rate', graded, 1, 1, 1, 1],
    ['r_precision', graded, 0.666667, 0.666667, 2 / 3, 2 / 3],
    ['rbp.95', graded, 0.095125, 0.095125, 0.05 * (1 + 0.95 ** 2), 0.05 * (1 + 0.95 ** 2)],
    ['recip_rank', graded, 1, 1, 1, 1],
  ])('%s of the five letters', (name, list, at5, at2, exactly5, exactly2) => {
    const metric = accuracy.find((one) => one.name === name)!
    expect(at(metric, list, 5)).toBeCloseTo(at5, 6)
    expect(at(metric, list, 2)).toBeCloseTo(at2, 6)
    expect(at(metric, list, 5)).toBeCloseTo(exactly5, 12)
    expect(at(metric, list, 2)).toBeCloseTo(exactly2, 12)
  })

  it('bpref of the five letters, B and D known not to be wanted', () => {
    const judged = rankedList(ranked, new Map(Object.entries([1, 0, 1, 0]).map(([item, gain]) => [Number(item), gain])))
    expect(at(accuracy.find((one) => one.name === 'bpref')!, judged, 5)).toBeCloseTo(0.75, 12)
  })
})

describe('metrics', () => {
  it('metrics of one group have one place at most in a summary', () => {
    const groups = metrics.filter(({ tier }) => tier === 'summary').map(({ group }) => group)
    expect(new Set(groups).size).toBe(groups.length)
    expect(metrics.filter(({ tier }) => tier === 'summary').map(({ name }) => name)).toEqual([
      'ndcg',
      'recall',
      'item_coverage',
      'ild',
    ])
  })

  it('metrics share no name or alias', () => {
    const names = metrics.flatMap((metric) => [metric.name, ...metric.aliases])
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(names.map((name) => name.toLowerCase()))
  })
})
