import { describe, expect, it } from 'vitest'
import { describeMetric, metricCards } from './describe-metric.ts'

describe('describeMetric()', () => {
  it('describeMetric() says which end of gini is good', () => {
    expect(describeMetric('gini_index')).toMatch(/^gini@k\n(.|\n)*better +lower/)
  })

  it('describeMetric() prints every field of every card', () => {
    for (const card of metricCards) {
      const text = describeMetric(card.name)
      for (const part of [card.formula, card.divisor, card.gain, card.source, card.note, ...card.aliases]) {
        expect(text).toContain(part)
      }
      expect(text).toMatch(/ties +\S/)
    }
  })

  it('describeMetric() reads names of other tools, with a cut-off or without', () => {
    expect(describeMetric('ndcg_cut_10')).toBe(describeMetric('ndcg'))
    expect(describeMetric('Log_Loss')).toMatch(/^logloss\n/)
  })

  it('describeMetric() names the nearest for a name that nobody uses, predictions included', () => {
    expect(() => describeMetric('loglos')).toThrow(
      expect.objectContaining({ code: 'config/unknown-name', hint: expect.stringContaining('logloss') }),
    )
    expect(() => describeMetric('ndgc')).toThrow(expect.objectContaining({ hint: expect.stringContaining('ndcg') }))
  })
})

describe('metricCards', () => {
  it('metricCards share no name or alias, in lower case', () => {
    const names = metricCards.flatMap((card) => [card.name, ...card.aliases])
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([])
    expect(names).toEqual(names.map((name) => name.toLowerCase()))
  })
})
