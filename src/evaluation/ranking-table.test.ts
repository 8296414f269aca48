import { describe, expect, it } from 'vitest'
import { userId } from '../domain/index.ts'
import { randomStream } from '../random.ts'
import type { RankingProtocol, RankingResult } from './ranking.ts'
import { rankingTable } from './ranking-table.ts'
import { marked } from './row-marks.ts'
import { tukeyHsd } from './statistics/index.ts'

const protocol: RankingProtocol = {
  dataset: 'toy',
  hash: 'aaaa',
  testHash: 'bbbb',
  split: 'last one',
  candidates: 'all unseen',
  filterSeen: true,
  ties: 'item id',
  gain: 'binary',
  people: 20,
  dropped: 3,
  cold: 0,
  unreachable: 0,
  k: [10],
}
const people = Array.from({ length: 20 }, (_, place) => userId(`${place}`))

function evaluated(recommender: string, ndcg: (person: number) => number, change: Partial<RankingResult> = {}) {
  const values = Float64Array.from(people, (_, person) => ndcg(person))
  const mean = values.reduce((sum, value) => sum + value, 0) / 20
  const result: RankingResult = {
    protocol,
    people,
    perPerson: { 'ndcg@10': values },
    values: {
      'ndcg@10': { value: mean, people: 20, excluded: 0 },
      'gini@10': { value: 0.4, people: 20, excluded: 0 },
    },
    tiedShare: 0,
    seconds: { score: 0.5, evaluate: 0.1 },
    ...change,
  }
  return { recommender, fitSeconds: 2, result }
}
const good = evaluated('good', (person) => 0.5 + (person % 5) / 10)
const fair = evaluated('fair', (person) => 0.4 + (person % 4) / 10)
const random = randomStream(7, 'table')

describe('rankingTable()', () => {
  it('rankingTable() has a row for each recommender, with intervals for what is measured per person', () => {
    const [row] = rankingTable([good, fair], { random }).rows
    const cell = row!.metrics['ndcg@10']!
    expect(cell).toMatchObject({ mean: good.result.values['ndcg@10']!.value, users: 20 })
    expect(cell.low).toBeLessThan(cell.mean!)
    expect(cell.high).toBeGreaterThan(cell.mean!)
    expect(row!.metrics['gini@10']).toEqual({ mean: 0.4, low: null, high: null, users: 20 })
    expect(row).toMatchObject({ recommender: 'good', fitSeconds: 2, usersPerSecond: 40 })
  })

  it('rankingTable() compares each recommender with every later one, adjusted for the number of comparisons', () => {
    const { comparisons } = rankingTable([good, fair, evaluated('poor', () => 0.1)], { random })
    expect(comparisons.map((pair) => `${pair.recommender} ${pair.other}`)).toEqual([
      'good fair',
      'good poor',
      'fair poor',
    ])
    const [first, second] = comparisons
    expect(first!.difference).toBeCloseTo(
      good.result.values['ndcg@10']!.value! - fair.result.values['ndcg@10']!.value!,
      12,
    )
    expect(second).toMatchObject({ metric: 'ndcg@10', users: 20, p: 1 / 100_001, adjustedP: 3 / 100_001 })
    expect(second!.low).toBeGreaterThan(0)
  })

  it('rankingTable() says what each recommender cost, and null where nobody measured it', () => {
    const measured = { ...fair, memory: 12.5, requestTimes: { p50: 0.2, p95: 0.9 } }
    const [first, second] = rankingTable([good, measured], { random }).rows
    expect(first).toMatchObject({
      fitSeconds: 2,
      scoreSeconds: 0.5,
      evaluateSeconds: 0.1,
      memory: null,
      requestTimes: null,
    })
    expect(second).toMatchObject({ memory: 12.5, requestTimes: { p50: 0.2, p95: 0.9 } })
  })

  it('rankingTable() keeps the marks of a row, and says in the notes what they mean', () => {
    const sampled = { protocol: { ...protocol, marks: ['metric/sampled'] as const } }
    const [one, other] = [evaluated('one', () => 1, sampled), evaluated('other', () => 0, sampled)]
    const { rows, notes } = rankingTable([{ ...one, marks: ['optimistic'] }, other], { random })
    expect(rows.map(marked)).toEqual(['one (optimistic, sampled)', 'other (sampled)'])
    expect(notes).toEqual([
      expect.stringMatching(/^optimistic: its options/),
      expect.stringMatching(/^sampled: measured/),
    ])
  })

  it('rankingTable() tests and adjusts as the plan says, and repeats the plan', () => {
    const poor = evaluated('poor', (person) => 0.1 + (person % 3) / 10)
    const plain = rankingTable([good, fair, poor], { random })
    expect(plain.plan).toEqual({
      primary: 'ndcg@10',
      test: 'randomisation',
      adjustment: 'holm',
      interval: 'percentile',
      resamples: 10_000,
      permutations: 100_000,
    })
    const other = rankingTable([good, fair, poor], { random, test: 'wilcoxon', adjustment: 'none', interval: 'bca' })
    expect(other.comparisons[0]!.p).not.toBe(plain.comparisons[0]!.p)
    expect(other.comparisons.map(({ p }) => p)).toEqual(other.comparisons.map(({ adjustedP }) => adjustedP))
    const columns = [good, fair, poor].map(({ result }) => ({ people, values: result.perPerson['ndcg@10']! }))
    const tukey = rankingTable([good, fair, poor], { random, adjustment: 'tukey' })
    expect(tukey.comparisons.map(({ adjustedP }) => adjustedP)).toEqual(tukeyHsd(columns).pairs.map(({ p }) => p))
    expect(tukey.comparisons.map(({ p }) => p)).toEqual(plain.comparisons.map(({ p }) => p))
  })

  it('rankingTable() gives effect sizes beside every p, and how many people see no difference', () => {
    const better = evaluated('better', (person) => 0.5 + (person === 0 ? 0 : 1 + (person % 5)) / 10)
    const [pair] = rankingTable([better, good], { random }).comparisons
    expect(pair).toMatchObject({ users: 20, equal: 1, rankBiserial: 1 })
    expect(pair!.effectSize).toBeGreaterThan(1)
  })

  it('rankingTable() is the same for the same stream', () => {
    expect(rankingTable([good, fair], { random })).toEqual(rankingTable([good, fair], { random }))
  })

  it('rankingTable() says why two equal recommenders have no p', () => {
    const [pair] = rankingTable([good, { ...good, recommender: 'twin' }], { random }).comparisons
    expect(pair).toMatchObject({ difference: 0, p: null, adjustedP: null, reason: 'all differences are zero' })
  })

  it('rankingTable() compares on what was measured first when nDCG at 10 was not, and on nothing when nothing was', () => {
    const perPerson = { 'recall@5': good.result.perPerson['ndcg@10']! }
    const other = evaluated('other', () => 0, { perPerson })
    expect(rankingTable([other, other], { random }).comparisons[0]!.metric).toBe('recall@5')
    const bare = evaluated('bare', () => 0, { perPerson: {} })
    expect(rankingTable([bare, bare], { random }).comparisons).toEqual([])
  })

  it('rankingTable() takes the primary metric by any of its names, and refuses one that was not measured', () => {
    expect(rankingTable([good, fair], { random, primary: 'ndcg_cut_10' }).comparisons[0]!.metric).toBe('ndcg@10')
    expect(() => rankingTable([good, fair], { random, primary: 'ndcg@5' })).toThrow(
      expect.objectContaining({ code: 'config/unknown-name', hint: 'Measured: ndcg@10.' }),
    )
  })

  it('rankingTable() notes ties, cold people and items that could not be hit', () => {
    const table = rankingTable(
      [evaluated('tied', () => 1, { tiedShare: 0.125, protocol: { ...protocol, cold: 2, unreachable: 7 } })],
      { random },
    )
    expect(table.notes).toEqual([
      'tied: 12.5% of the lists have tied scores, put in order by item id.',
      '7 test items could not be hit: their person had met them in training.',
      '2 of 20 people have no training events.',
    ])
  })

  it('rankingTable() takes lists that were made elsewhere beside own rankings, and says so', () => {
    const elsewhere = evaluated('theirs', () => 0.3, {
      protocol: { ...protocol, candidates: 'as given', ties: 'as given', filterSeen: false },
    })
    const { protocol: shared, notes } = rankingTable([elsewhere, good], { random })
    expect(shared).toEqual(protocol)
    expect(notes).toEqual(['theirs: its lists were made elsewhere; what they were chosen from is not known here.'])
  })

  it('rankingTable() refuses results from different tests, and an empty list', () => {
    const elsewhere = evaluated('elsewhere', () => 1, { protocol: { ...protocol, testHash: 'cccc' } })
    expect(() => rankingTable([good, elsewhere], { random })).toThrow(
      expect.objectContaining({
        code: 'stats/different-test',
        message: 'good and elsewhere were not measured on the same test: test events "bbbb" against "cccc".',
      }),
    )
    const rated = evaluated('rated', () => 1, { protocol: { ...protocol, gain: 'rating', relevantFrom: 4 } })
    expect(() => rankingTable([good, rated], { random })).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('gain "binary" against "rating"; relevantFrom not said against 4'),
      }),
    )
    expect(() => rankingTable([], { random })).toThrow(expect.objectContaining({ code: 'data/empty' }))
  })
})
