import { describe, expect, it } from 'vitest'
import { loadDataset } from '../data/index.ts'
import { chosenRungs, ladder, rungNames } from './ladder.ts'

const data = loadDataset('generated:users=150,items=120', { home: '' })

describe('ladder()', () => {
  it('puts each recommender on its own step, all under one protocol', async () => {
    const rungs = {
      ...chosenRungs([]),
      controls: ['random', 'popularity'],
      'collaborative filtering': ['ease:lambda=300', 'item-knn'],
      sequence: ['transition'],
    }
    const made = await ladder({ data: await data, rungs, ks: [10], metrics: ['ndcg'] })
    expect(made.rungs.map(({ rung }) => rung)).toEqual([...rungNames])
    const names = made.rungs.map(({ rows }) => rows.map(({ recommender }) => recommender.split(':')[0]))
    expect(names).toEqual([['random', 'popularity'], ['ease', 'item-knn'], [], ['transition'], [], [], []])
    expect(made.table.comparisons).toHaveLength(10)
    for (const row of made.table.rows) expect(row.requestTimes!.p95).toBeGreaterThanOrEqual(row.requestTimes!.p50)
  })
})

describe('chosenRungs()', () => {
  it('names the nearest step for one that is not there', () => {
    expect(() => chosenRungs(['sequences'])).toThrow(expect.objectContaining({ hint: 'Did you mean sequence?' }))
  })
})
