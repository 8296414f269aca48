import { describe, expect, it } from 'vitest'
import { parseMetric } from './parse-metric.ts'
import { metrics } from './registry.ts'

describe('parseMetric()', () => {
  it.each([
    ['ndcg@10', 'ndcg@10'],
    ['NDCG@10', 'ndcg@10'],
    ['ndcg_cut_10', 'ndcg@10'],
    ['ndcg_cut.10', 'ndcg@10'],
    ['P_10', 'precision@10'],
    ['P.5', 'precision@5'],
    ['recall_10', 'recall@10'],
    ['hit@10', 'hit_rate@10'],
    ['success_1', 'hit_rate@1'],
    ['HR@5', 'hit_rate@5'],
    ['hit_rate@10', 'hit_rate@10'],
    ['recip_rank', 'recip_rank'],
    ['rbp.95', 'rbp.95'],
    ['rbp.50', 'rbp.5'],
    ['Rprec', 'r_precision'],
    ['map_cut_10', 'map_relevant@10'],
    ['map_k@5', 'map_k@5'],
    ['gauc', 'gauc'],
    ['map@20', 'map@20'],
    ['novelty@10', 'mean_inv_user_freq@10'],
    ['catalog_coverage@10', 'item_coverage@10'],
    ['ndcg', 'ndcg'],
  ])('parseMetric() reads %s as %s', (text, label) => {
    expect(parseMetric(text).label).toBe(label)
  })

  it('parseMetric() gives no cut-off where none was asked for, and an endless one for the whole ranking', () => {
    expect(parseMetric('ndcg').k).toBeNull()
    expect(parseMetric('mrr@all').k).toBe(Number.POSITIVE_INFINITY)
  })

  it('parseMetric() reads every name and alias of the registry', () => {
    for (const metric of metrics) {
      for (const name of [metric.name, ...metric.aliases]) {
        expect(parseMetric(metric.reads === 'whole' ? name : `${name}@7`).metric.name).toBe(metric.name)
      }
    }
  })

  it('parseMetric() refuses a cut-off for a metric of the whole ranking, and says how it is called with one', () => {
    expect(() => parseMetric('recip_rank@10')).toThrow(
      expect.objectContaining({ code: 'metric/k', hint: expect.stringContaining('mrr') }),
    )
    expect(() => parseMetric('rbp.95@10')).toThrow(expect.objectContaining({ code: 'metric/k' }))
  })

  it.each(['ndcg@0', 'ndcg@-1', 'ndcg@1.5', 'ndcg@', 'ndcg@ten', 'P_0'])(
    'parseMetric() refuses the cut-off of %s',
    (text) => {
      expect(() => parseMetric(text)).toThrow(expect.objectContaining({ code: 'metric/k' }))
    },
  )

  it('parseMetric() says which name may have been meant', () => {
    expect(() => parseMetric('ndgc@10')).toThrow(
      expect.objectContaining({ code: 'config/unknown-name', hint: expect.stringContaining('ndcg') }),
    )
  })
})
