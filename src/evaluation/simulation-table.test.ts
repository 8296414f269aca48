import { describe, expect, it } from 'vitest'
import { randomStream } from '../random.ts'
import type { RunEvent } from '../runs/index.ts'
import { simulationTable, visitMeasures } from './simulation-table.ts'
import { type Visit, visits } from './visits.ts'

const visit = (changes: Partial<Visit>): Visit => ({
  as: 'viewer',
  recommender: 'a',
  user: 'u',
  shown: 8,
  aligned: 5,
  watched: 4,
  liked: 2,
  stars: [5, 4, 3, 2],
  exitPage: 2,
  exitReason: 'left',
  satisfaction: 6,
  failures: 0,
  ...changes,
})

const table = (all: readonly Visit[]) =>
  simulationTable(all, { random: randomStream(1), measure: 'satisfaction', resamples: 200 })

describe('visitMeasures', () => {
  it('divides by what was shown, so an early exit costs nothing: 4 of 8 is .5 where the released formula gives .2', () => {
    expect(visitMeasures.view.of(visit({}))).toBe(0.5)
    expect(visit({}).watched / (5 * 4)).toBe(0.2)
  })

  it('reproduces the ratios of the published log: .503401 watched and .464054 liked per item shown', () => {
    const log = visit({ shown: 12_936, watched: 6512, liked: 6003 })
    expect(visitMeasures.view.of(log)).toBeCloseTo(0.503401, 6)
    expect(visitMeasures.like.of(log)).toBeCloseTo(0.464054, 6)
  })

  it('is null when nothing was shown or watched', () => {
    expect(visitMeasures.view.of(visit({ shown: 0 }))).toBeNull()
    expect(visitMeasures.stars.of(visit({ stars: [] }))).toBeNull()
  })
})

describe('simulationTable()', () => {
  it('averages the published exit pages to 3.234', () => {
    const pages = [66, 167, 348, 305, 114].flatMap((count, page) => Array.from({ length: count }, () => page + 1))
    const { rows } = table(pages.map((exitPage, user) => visit({ exitPage, user: String(user), shown: exitPage * 4 })))
    expect(rows[0]?.measures.exitPage.mean).toBeCloseTo(3.234, 6)
    expect(rows[0]?.shown).toBe(12_936)
  })

  it('compares recommenders viewer by viewer', () => {
    const all = Array.from({ length: 20 }, (_, user) => [
      visit({ recommender: 'good', user: String(user), satisfaction: 6 + (user % 3) }),
      visit({ recommender: 'bad', user: String(user), satisfaction: 4 + (user % 2) }),
    ]).flat()
    const { comparisons } = table(all)
    expect(comparisons).toHaveLength(1)
    expect(comparisons[0]).toMatchObject({ recommender: 'good', other: 'bad', viewers: 20 })
    expect(comparisons[0]!.difference).toBeGreaterThan(1.5)
    expect(comparisons[0]!.adjustedP).toBeLessThan(0.01)
  })

  it('has no verdict where nobody differs', () => {
    const all = Array.from({ length: 5 }, (_, user) => [
      visit({ user: String(user) }),
      visit({ recommender: 'b', user: String(user) }),
    ]).flat()
    expect(table(all).comparisons[0]).toMatchObject({ difference: 0, p: null, adjustedP: null })
  })

  it('leaves failed interviews out and counts the failures', () => {
    const { rows } = table([visit({ user: '1' }), visit({ user: '2', satisfaction: null, failures: 1 })])
    expect(rows[0]).toMatchObject({ viewers: 2, failures: 1 })
    expect(rows[0]?.measures.satisfaction).toMatchObject({ mean: 6, count: 1 })
  })
})

describe('visits()', () => {
  async function* stream(events: readonly Partial<RunEvent>[]): AsyncGenerator<RunEvent> {
    for (const [n, event] of events.entries()) {
      yield {
        v: 1,
        ts: 0,
        n,
        session: 's',
        user: 'u',
        recommender: 'r',
        as: 'viewer',
        source: 'simulation',
        ...event,
      } as RunEvent
    }
  }
  const collect = async (events: readonly Partial<RunEvent>[]): Promise<Visit[]> => {
    const all: Visit[] = []
    for await (const one of visits(stream(events), 4)) all.push(one)
    return all
  }

  it('counts what happened', async () => {
    const [one] = await collect([
      { type: 'visit-started' },
      {
        type: 'slate-shown',
        page: 1,
        slate: [
          { item: 'x', position: 0, score: 1 },
          { item: 'y', position: 1, score: 0 },
        ],
      },
      { type: 'item-judged', item: 'x', aligned: true, probability: 0.7 },
      { type: 'item-judged', item: 'y', aligned: false, probability: 0.2 },
      { type: 'item-watched', item: 'x' },
      { type: 'item-rated', item: 'x', stars: 4 },
      { type: 'user-left', page: 1, reason: 'left' },
      { type: 'user-interviewed', satisfaction: 8, text: '' },
    ])
    expect(one).toMatchObject({ shown: 2, aligned: 1, watched: 1, liked: 1, stars: [4], exitPage: 1, satisfaction: 8 })
  })

  it('counts nothing of an advert: it is not the recommender’s doing', async () => {
    const [one, other] = await collect([
      { type: 'visit-started' },
      {
        type: 'slate-shown',
        page: 1,
        slate: [
          { item: 'x', position: 0, score: 1, advert: true },
          { item: 'y', position: 1, score: 0 },
        ],
      },
      { type: 'item-judged', item: 'x', aligned: true, probability: 0.7 },
      { type: 'item-judged', item: 'y', aligned: true, probability: 0.6 },
      { type: 'item-watched', item: 'x' },
      { type: 'item-rated', item: 'x', stars: 5 },
      { type: 'user-left', page: 1, reason: 'left' },
      // The same item as a recommendation in the next visit counts again.
      { type: 'slate-shown', session: 't', page: 1, slate: [{ item: 'x', position: 0, score: 1 }] },
      { type: 'item-watched', session: 't', item: 'x' },
      { type: 'user-left', session: 't', page: 1, reason: 'left' },
    ])
    expect(one).toMatchObject({ shown: 1, aligned: 1, watched: 0, liked: 0, stars: [], exitPage: 1 })
    expect(other).toMatchObject({ shown: 1, watched: 1 })
  })

  it('leaves a visit that was cut off out', async () => {
    expect(await collect([{ type: 'visit-started' }])).toEqual([])
  })
})
