import { describe, expect, it } from 'vitest'
import { loadDataset, selectRows, withLog } from '../data/index.ts'
import { evaluate } from './evaluate.ts'

const generated = loadDataset('generated:users=150,items=120', { home: '' })

describe('evaluate()', () => {
  it('puts what learns above chance, tells so person by person, and gives the same table twice', async () => {
    const request = { data: await generated, recommenders: ['random', 'popularity', 'item-knn'], ks: [10] }
    const first = await evaluate(request)
    const ndcg = first.rows.map((row) => row.metrics['ndcg@10']!.mean!)
    expect(ndcg[2]).toBeGreaterThan(ndcg[0]!)
    expect(first.comparisons.find(({ other }) => other === 'item-knn')?.adjustedP).toBeLessThan(0.01)
    const again = await evaluate(request)
    expect(again.rows.map(({ metrics }) => metrics)).toEqual(first.rows.map(({ metrics }) => metrics))
    expect(again.comparisons).toEqual(first.comparisons)
  })

  it('has chance at k of n: a random ranking finds about ten of all unseen items', async () => {
    const { rows } = await evaluate({ data: await generated, recommenders: ['random'], ks: [10], metrics: ['recall'] })
    const { low, high } = rows[0]!.metrics['recall@10']!
    // About 46 of 120 items are seen in training, so ten of 74 are shown.
    expect(low!).toBeLessThan(10 / 60)
    expect(high!).toBeGreaterThan(10 / 110)
  })

  it('lets validation events train where nothing is tuned, and says so', async () => {
    const { protocol } = await evaluate({
      data: await generated,
      recommenders: ['popularity'],
      split: 'last-out',
      ks: [10],
    })
    expect(protocol.split).toContain('validation events train too')
    expect(protocol.people).toBe(150)
  })

  it('counts a recommender named twice once', async () => {
    const { rows } = await evaluate({ data: await generated, recommenders: ['ease', 'ease:lambda=300'], ks: [5] })
    expect(rows.map((row) => row.recommender)).toEqual(['ease'])
  })

  it('refuses a handful of events', async () => {
    const data = await generated
    const few = withLog(data, selectRows(data.log, [0, 1, 2]))
    await expect(evaluate({ data: few, recommenders: ['popularity'] })).rejects.toMatchObject({
      code: 'data/under-powered',
    })
  })
})

describe('evaluate() by strong generalisation', () => {
  it('serves people of the test from what the split shows of them, and never ranks that again', async () => {
    const request = {
      data: await generated,
      recommenders: ['random', 'item-knn'],
      split: 'strong-generalisation',
      ks: [10],
    }
    const { rows, protocol } = await evaluate(request)
    expect(protocol.people).toBe(15)
    expect(protocol.cold).toBe(0)
    expect(rows[1]!.metrics['recall@10']!.mean!).toBeGreaterThan(rows[0]!.metrics['recall@10']!.mean!)
  })
})

describe('evaluate() with drawn candidates', () => {
  it('is far higher than the whole catalogue says, and every row is marked', async () => {
    const request = { data: await generated, recommenders: ['popularity'], ks: [10], metrics: ['recall'] }
    const whole = await evaluate(request)
    const drawn = await evaluate({ ...request, ranking: { sampledNegatives: 20 } })
    expect(drawn.rows[0]!.marks).toEqual(['sampled'])
    expect(drawn.rows[0]!.metrics['recall@10']!.mean!).toBeGreaterThan(1.5 * whole.rows[0]!.metrics['recall@10']!.mean!)
    expect(drawn.notes.join(' ')).toContain('sampled')
  })
})
