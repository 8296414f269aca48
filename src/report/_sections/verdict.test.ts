import { describe, expect, it } from 'vitest'
import type { SimulationComparison, SimulationResult } from '../../evaluation/index.ts'
import { verdict } from './verdict.ts'

const row = (recommender: string, mean: number | null) => ({ recommender, measures: { satisfaction: { mean } } })
const pair = (recommender: string, other: string, difference: number, low: number, adjustedP: number | null) =>
  ({ recommender, other, difference, low, high: 2 * difference - low, adjustedP, viewers: 500 }) as SimulationComparison
const said = (rows: readonly ReturnType<typeof row>[], comparisons: readonly SimulationComparison[] = []) =>
  verdict({ rows, comparisons } as unknown as SimulationResult)

describe('verdict', () => {
  it('verdict() names the best with difference, interval and p when it is told apart from all', () => {
    const { answer, sure } = said(
      [row('popularity', 5), row('ease', 7), row('item-knn', 6.7)],
      [
        pair('popularity', 'ease', -2, -2.2, 0.0001),
        pair('popularity', 'item-knn', -1.7, -1.9, 0.0001),
        pair('ease', 'item-knn', 0.3, 0.1, 0.012),
      ],
    )
    expect(answer).toBe('ease serves these 500 viewers best')
    expect(sure[0]).toContain('0.30 points more satisfied')
    expect(sure[0]).toContain('than in front of item-knn')
    expect(sure[0]).toContain('(95% interval 0.10 to 0.50; p = 0.012, adjusted for 3 comparisons)')
    expect(sure[1]).toBe('By more than chance explains, ease is also ahead of popularity.')
  })

  it('verdict() turns a comparison that the table has the other way round', () => {
    const { answer, sure } = said([row('popularity', 5), row('ease', 7)], [pair('popularity', 'ease', -2, -2.5, 0.001)])
    expect(answer).toBe('ease serves these 500 viewers better than popularity does')
    expect(sure[0]).toContain('2.00 points more satisfied')
    expect(sure[0]).toContain('95% interval 1.50 to 2.50; p = 0.001)')
  })

  it('verdict() says that no difference can be told, and from whom the best is told apart all the same', () => {
    const { answer, sure } = said(
      [row('ease', 7), row('item-knn', 6.9), row('ials', 6.8), row('random', 3)],
      [
        pair('ease', 'item-knn', 0.1, -0.1, 0.4),
        pair('ease', 'ials', 0.2, -0.1, 0.3),
        pair('ease', 'random', 4, 3.8, 0.0001),
      ],
    )
    expect(answer).toBe('Between ease and item-knn no difference can be told with 500 viewers')
    expect(sure.join(' ')).toContain('That much can come about by chance.')
    expect(sure.slice(1)).toEqual([
      'Between ease and ials no difference can be told either.',
      'By more than chance explains, ease is ahead of random.',
    ])
  })

  it('verdict() does not call one best that is told apart from the next but not from all', () => {
    const comparisons = [pair('ease', 'item-knn', 0.3, 0.1, 0.01), pair('ease', 'ials', 0.4, -0.1, 0.2)]
    const { answer } = said([row('ease', 7), row('item-knn', 6.7), row('ials', 6.6)], comparisons)
    expect(answer).toBe('ease serves these 500 viewers better than item-knn does')
  })

  it('verdict() goes by the people who judged both when missing answers turn the order of the means', () => {
    const { answer, sure } = said([row('ease', 7), row('ials', 6.9)], [pair('ease', 'ials', -0.5, -0.8, 0.001)])
    expect(answer).toBe('ials serves these 500 viewers better than ease does')
    expect(sure[0]).toContain('0.50 points more satisfied')
  })

  it('verdict() tells why there is no test', () => {
    const { answer, sure } = said([row('a', 5), row('b', 5)], [pair('a', 'b', 0, 0, null)])
    expect(answer).toContain('no difference can be told')
    expect(sure[0]).toContain('no test: no viewer makes a difference, so there is nothing to test')
    expect(sure[0]).not.toContain('by chance')
  })

  it('verdict() compares nothing with one recommender, or without a single interview', () => {
    expect(said([row('ease', 7)]).answer).toBe('Only ease was judged, so there is nothing to compare it with')
    expect(said([row('ease', 7), row('ials', null)]).sure).toEqual(['Of ials no viewer gave a judgement.'])
    expect(said([row('ease', null)]).answer).toContain('nothing to compare')
  })
})
