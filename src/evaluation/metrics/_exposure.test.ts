import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toyWorld } from './_toy.ts'
import { itemCoverage } from './catalogue/item-coverage.ts'
import { itemCoverageAll } from './catalogue/item-coverage-all.ts'
import { uniqueItems } from './catalogue/unique-items.ts'
import { userCoverage } from './catalogue/user-coverage.ts'
import { gini } from './diversity/gini.ts'
import { giniDiversity } from './diversity/gini-diversity.ts'
import { shannonEntropy } from './diversity/shannon-entropy.ts'
import { shannonEntropyBits } from './diversity/shannon-entropy-bits.ts'
import { shannonEntropyNormalised } from './diversity/shannon-entropy-normalised.ts'
import { exposureGini } from './fairness/exposure-gini.ts'
import { type AggregateMetric, aggregateOf } from './metric.ts'
import { orRatio } from './popularity/or-ratio.ts'
import { type RankedList, rankedList } from './ranked-list.ts'

/** Lists of one item each, so that item i is shown `exposure[i]` times. */
const shown = (exposure: readonly number[]): RankedList[] =>
  exposure.flatMap((times, item) => Array.from({ length: times }, () => rankedList(Int32Array.of(item), new Map())))
/** A world in which only the items with a 1 have a training event. */
const known = (...events: readonly number[]) =>
  toyWorld({
    events: events.flatMap((n, item) => Array.from({ length: n }, (_, user) => [user, item] as const)),
    items: events.length,
  })
const of = (metric: AggregateMetric, exposure: readonly number[], world = known(...exposure.map(() => 1))) =>
  aggregateOf(metric, shown(exposure), 5, world)

const exposures = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 12 })
  .filter((exposure) => exposure.some((times) => times > 0))

describe('gini', () => {
  it('gini is half the mean difference between two items, relative to the mean', () => {
    fc.assert(
      fc.property(exposures, (exposure) => {
        const n = exposure.length
        const mean = exposure.reduce((sum, x) => sum + x, 0) / n
        const apart = exposure.flatMap((x) => exposure.map((y) => Math.abs(x - y))).reduce((sum, d) => sum + d, 0)
        expect(of(gini, exposure)).toBeCloseTo(apart / (2 * n * n * mean), 12)
        expect(of(giniDiversity, exposure)).toBeCloseTo(1 - of(gini, exposure)!, 12)
        // Every list has one item, so all attention is that of the first rank.
        expect(of(exposureGini, exposure)).toBeCloseTo(of(gini, exposure)!, 12)
      }),
    )
  })

  it('gini of a few exposures, by hand', () => {
    expect(of(gini, [4, 3, 2, 1, 0])).toBeCloseTo(0.4, 12)
    expect(of(gini, [2, 2, 2, 2, 2])).toBeCloseTo(0, 12)
    expect(of(gini, [10, 0, 0, 0, 0])).toBeCloseTo(0.8, 12)
  })

  it('gini and entropy are null when nothing was shown', () => {
    for (const metric of [gini, giniDiversity, shannonEntropy, shannonEntropyBits, shannonEntropyNormalised, orRatio]) {
      expect(of(metric, [0, 0])).toBeNull()
    }
  })
})

describe('shannonEntropy', () => {
  it('shannonEntropy lies between 0 and the logarithm of the catalogue, in nats and bits', () => {
    fc.assert(
      fc.property(exposures, (exposure) => {
        const nats = of(shannonEntropy, exposure)!
        expect(nats).toBeGreaterThanOrEqual(-1e-12)
        expect(nats).toBeLessThanOrEqual(Math.log(exposure.length) + 1e-12)
        expect(of(shannonEntropyBits, exposure)).toBeCloseTo(nats / Math.LN2, 12)
        expect(of(shannonEntropyNormalised, exposure)).toBeCloseTo(nats / Math.log(exposure.length), 12)
      }),
    )
  })

  it('shannonEntropy of the exposure 4, 3, 2, 1, 0, by hand', () => {
    const nats = -[0.4, 0.3, 0.2, 0.1].reduce((sum, p) => sum + p * Math.log(p), 0)
    expect(of(shannonEntropy, [4, 3, 2, 1, 0])).toBeCloseTo(nats, 12)
    expect(of(shannonEntropy, [4, 3, 2, 1, 0])).toBeCloseTo(1.279854, 6)
    expect(of(shannonEntropyBits, [4, 3, 2, 1, 0])).toBeCloseTo(1.846439, 6)
    expect(of(shannonEntropyNormalised, [4, 3, 2, 1, 0])).toBeCloseTo(0.795218, 6)
  })
})

describe('orRatio', () => {
  it('orRatio of the exposure 4, 3, 2, 1, 0 is nine in ten', () => {
    expect(of(orRatio, [4, 3, 2, 1, 0])).toBeCloseTo(0.9, 12)
  })
})

describe('itemCoverage', () => {
  it('itemCoverage is the share of the catalogue that anybody is shown', () => {
    expect(of(itemCoverage, [4, 0, 2, 0])).toBe(0.5)
    expect(of(uniqueItems, [4, 0, 2, 0])).toBe(2)
  })

  it('itemCoverage leaves out items without a training event, shown or not; itemCoverageAll does not', () => {
    expect(of(itemCoverage, [1, 1, 0], known(3, 0, 3))).toBe(0.5)
    expect(of(itemCoverageAll, [1, 1, 0], known(3, 0, 3))).toBeCloseTo(2 / 3, 12)
  })

  it('itemCoverage is null without a catalogue', () => {
    expect(of(itemCoverage, [], known(0, 0))).toBeNull()
  })
})

describe('userCoverage', () => {
  it('userCoverage is the share of people with something on their list', () => {
    const lists = [rankedList(Int32Array.of(0), new Map()), rankedList(new Int32Array(0), new Map())]
    expect(aggregateOf(userCoverage, lists, 5, known(1))).toBe(0.5)
    expect(aggregateOf(userCoverage, [], 5, known(1))).toBeNull()
  })
})
