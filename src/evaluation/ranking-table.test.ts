import { describe, expect, it } from 'vitest'
import { userId } from '../domain/index.ts'
import { randomStream } from '../random.ts'
import type { RankingProtocol, RankingResult } from './ranking.ts'
import { rankingTable } from './ranking-table.ts'

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
    expect(second).toMatchObject({ metric: 'ndcg@10', users: 20, p: 1 / 10_001, adjustedP: 3 / 10_001 })
    expect(second!.low).toBeGreaterThan(0)
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

  it('rankingTable() refuses results from different tests, and an empty list', () => {
    const elsewhere = evaluated('elsewhere', () => 1, { protocol: { ...protocol, testHash: 'cccc' } })
    expect(() => rankingTable([good, elsewhere], { random })).toThrow(
      expect.objectContaining({ code: 'stats/different-test', message: expect.stringContaining('elsewhere') }),
    )
    expect(() => rankingTable([], { random })).toThrow(expect.objectContaining({ code: 'data/empty' }))
  })
})
