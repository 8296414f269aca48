import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Event, ITEMS, partsOf } from './_toy-parts.ts'
import { metrics } from './metrics/index.ts'
import { protocolNotes } from './protocol.ts'
import { evaluateRanking, type RankingRequest } from './ranking.ts'

const constant: RankingRequest['score'] = (_, into) => into.fill(0)
const falling: RankingRequest['score'] = (_, into) => into.map((_, item) => -item)
/** Person 0 met item 0 and will meet 1 and 5; person 1 is new and will meet 2. */
const log: Event[] = [
  [0, 0, 5, false],
  [0, 1, 2, true],
  [0, 5, 4, true],
  [1, 2, 3, true],
  [2, 2, 3, false],
  [3, 3, 1, false],
]
const parts = { ...partsOf(log), split: 'toy', score: falling }

describe('evaluateRanking() with ties: expected', () => {
  it('gives every item its chance where nothing is known', () => {
    const { values, protocol } = evaluateRanking({ ...parts, score: constant, ties: 'expected', ks: [2] })
    // Person 0 has 8 candidates, person 1 all 9.
    expect(values['recall@2']!.value).toBeCloseTo((2 / 8 + 2 / 9) / 2, 12)
    expect(protocol.ties).toBe('expected')
  })

  it('is the same as by id where no score is shared', () => {
    const asked = {
      ...parts,
      metrics: ['ndcg', 'recall', 'mrr', 'hit_rate', 'precision', 'recip_rank', 'rbp.8', 'auc'],
    }
    const [byId, expected] = [evaluateRanking(asked), evaluateRanking({ ...asked, ties: 'expected' })]
    for (const [label, column] of Object.entries(byId.perPerson)) {
      expect([...expected.perPerson[label]!]).toEqual([...column].map((value) => expect.closeTo(value, 12)))
    }
  })

  it('measures what it can by default, and refuses by name what it can not', () => {
    const { values } = evaluateRanking({ ...parts, ties: 'expected', metrics: ['all'], ks: [5] })
    expect(Object.keys(values)).toContain('ndcg@5')
    expect(Object.keys(values)).not.toContain('ild@5')
    expect(() => evaluateRanking({ ...parts, ties: 'expected', metrics: ['map@5'] })).toThrow(
      expect.objectContaining({ code: 'config/option', message: expect.stringContaining('map') }),
    )
  })
})

describe('evaluateRanking() with named sets', () => {
  it('measures every metric with all, and one of a group with summary', () => {
    const all = evaluateRanking({ ...parts, metrics: ['all'], ks: [5] })
    expect(Object.keys(all.values)).toHaveLength(metrics.length)
    const summary = evaluateRanking({ ...parts, metrics: ['summary'], ks: [5] })
    expect(Object.keys(summary.values)).toEqual(['ndcg@5', 'recall@5', 'ild@5', 'item_coverage@5'])
  })
})

describe('evaluateRanking() with noTestUsers', () => {
  it('drops people without test events, or counts them as finding nothing', () => {
    const dropped = evaluateRanking({ ...parts, metrics: ['recall@9', 'ild@9'] })
    expect(dropped.values['recall@9']).toEqual({ value: 1, people: 2, excluded: 0 })
    expect(dropped.protocol).toMatchObject({ noTestUsers: 'drop', people: 2, dropped: 4 })
    const zero = evaluateRanking({ ...parts, metrics: ['recall@9', 'ild@9'], noTestUsers: 'zero' })
    expect(zero.values['recall@9']).toEqual({ value: 2 / 6, people: 6, excluded: 0 })
    expect(zero.values['ild@9']).toMatchObject({ people: 6 })
    expect(zero.protocol).toMatchObject({ noTestUsers: 'zero', people: 6, dropped: 0 })
    expect(protocolNotes(zero.protocol).join()).toContain('count as 0')
  })
})

describe('evaluateRanking() with relevantFrom', () => {
  it('takes low ratings for known misses', () => {
    const { values, protocol } = evaluateRanking({ ...parts, relevantFrom: 4, metrics: ['bpref', 'recall@9'] })
    // Person 0 likes item 5 and turned down item 1, which stands above it; person 1 likes nothing.
    expect(values['bpref']).toEqual({ value: 0, people: 1, excluded: 1 })
    expect(values['recall@9']).toEqual({ value: 1, people: 1, excluded: 1 })
    expect(protocol.relevantFrom).toBe(4)
  })
})

describe('evaluateRanking() and people without training events', () => {
  it('reports them apart, and among all', () => {
    const { cold, values, protocol } = evaluateRanking({ ...parts, metrics: ['mrr@9', 'gini@9'] })
    // Person 1 finds item 2 at rank 3, person 0 item 1 at rank 1.
    expect(cold!['mrr@9']).toEqual({ value: 1 / 3, people: 1, excluded: 0 })
    expect(values['mrr@9']!.value).toBeCloseTo(2 / 3, 12)
    expect(cold).not.toHaveProperty('gini@9')
    expect(protocol.cold).toBe(1)
    expect(evaluateRanking({ ...parts, ...partsOf(log.slice(0, 3)), metrics: ['mrr@9'] }).cold).toBeNull()
  })
})

describe('evaluateRanking() of the whole ranking', () => {
  it('finds items far below the last cut-off without sorting everything', () => {
    const ask = { ...parts, keepLists: true }
    const deep = evaluateRanking({ ...ask, metrics: ['mrr@all', 'recall@all'] })
    const short = evaluateRanking({ ...ask, metrics: ['recip_rank', 'ndcg@1'] })
    expect([...short.perPerson['recip_rank']!]).toEqual([...deep.perPerson['mrr@all']!])
    expect(deep.values['recall@all']!.value).toBe(1)
    expect(short.lists![0]!.ranked).toHaveLength(1)
    // Item 5 is the fifth of those that person 0 has not met.
    expect([...short.lists![0]!.ranks]).toEqual([1, 5])
  })

  it('has recall 1 at the size of the catalogue, whatever the scores', () => {
    const table = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: ITEMS, maxLength: ITEMS })
    fc.assert(
      fc.property(table, fc.constantFrom('id', 'expected'), (scores, ties) => {
        const score: RankingRequest['score'] = () => Float32Array.from(scores)
        const { values } = evaluateRanking({ ...parts, score, ties, metrics: [`recall@${ITEMS}`] })
        expect(values[`recall@${ITEMS}`]!.value).toBeCloseTo(1, 12)
      }),
      { numRuns: 50 },
    )
  })
})
