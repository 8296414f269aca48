import { describe, expect, it } from 'vitest'
import { bestFirst, comparisonOf, toldApart } from './order.ts'
import type { SimulationComparison, SimulationRow } from './simulation-table.ts'

describe('order', () => {
  it('bestFirst() puts recommenders without a number last and keeps the order of equals', () => {
    const rows = [null, 5, null, 7, 5].map((mean, at) => ({
      recommender: String(at),
      measures: { satisfaction: { mean } },
    }))
    expect(bestFirst(rows as unknown as SimulationRow[]).map((row) => row.recommender)).toEqual([
      '3',
      '1',
      '4',
      '0',
      '2',
    ])
  })

  it('comparisonOf() turns signs and ends of the interval when asked the other way round', () => {
    const pair = { recommender: 'a', other: 'b', difference: 1, low: 0.5, high: 2, effectSize: 0.3, p: 0.01 }
    const result = { comparisons: [pair as SimulationComparison] }
    expect(comparisonOf(result, 'a', 'b')).toBe(pair)
    expect(comparisonOf(result, 'b', 'a')).toMatchObject({
      recommender: 'b',
      difference: -1,
      low: -2,
      high: -0.5,
      effectSize: -0.3,
    })
    expect(comparisonOf(result, 'a', 'c')).toBeNull()
  })

  it('toldApart() asks for a small p and an interval that does not hold zero', () => {
    expect(toldApart({ adjustedP: 0.01, low: 0.1, high: 1 })).toBe(true)
    expect(toldApart({ adjustedP: 0.01, low: -0.1, high: 1 })).toBe(false)
    expect(toldApart({ adjustedP: 0.06, low: 0.1, high: 1 })).toBe(false)
    expect(toldApart({ adjustedP: null, low: null, high: null })).toBe(false)
  })
})
