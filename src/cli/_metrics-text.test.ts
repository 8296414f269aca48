import { describe, expect, it } from 'vitest'
import { metricCards } from '../evaluation/index.ts'
import { metricsText } from './_metrics-text.ts'

describe('metricsText()', () => {
  const text = metricsText(metricCards)

  it('metricsText() names every metric, by family', () => {
    for (const { name, family } of metricCards) {
      expect(text).toContain(name)
      expect(text).toMatch(new RegExp(`^${family} `, 'm'))
    }
  })

  it('metricsText() says which way is better, in lines that fit a terminal', () => {
    expect(text).toMatch(/^gini@k +lower/m)
    expect(text).toMatch(/^recip_rank +higher/m)
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(126)
  })
})
