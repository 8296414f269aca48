import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../runs/index.ts'
import { visitPages } from './visit-pages.ts'

const envelope = {
  v: 1,
  ts: 0,
  session: 'viewer/ease/1',
  user: '1',
  recommender: 'ease',
  as: 'viewer',
  source: 'simulation',
} as const
const events = (...happened: readonly object[]): RunEvent[] =>
  happened.map((event, n) => ({ ...envelope, n, ...event }) as RunEvent)
const slate = (page: number, ...items: readonly string[]) => ({
  type: 'slate-shown',
  page,
  slate: items.map((item, position) => ({ item, position, score: 1 })),
})

describe('visitPages', () => {
  it('visitPages() puts what happened to an item on its page', () => {
    const { pages, left, interview } = visitPages(
      events(
        { type: 'visit-started' },
        slate(1, 'a', 'b'),
        { type: 'item-judged', item: 'a', aligned: true, probability: 0.9 },
        { type: 'item-judged', item: 'b', aligned: false, probability: 0.2 },
        { type: 'item-watched', item: 'a' },
        { type: 'item-rated', item: 'a', stars: 4 },
        { type: 'item-felt', item: 'a', text: 'good' },
        { type: 'page-decided', decision: 'next', probability: 0.1 },
        slate(2, 'c'),
        { type: 'user-reflected', satisfied: true, text: 'well' },
        { type: 'user-left', page: 2, reason: 'left' },
        { type: 'user-interviewed', satisfaction: 8, text: 'fine' },
      ),
    )
    expect(pages[0]!.items).toEqual([
      { item: 'a', judged: { yes: true, probability: 0.9 }, watched: true, stars: 4, felt: 'good' },
      { item: 'b', judged: { yes: false, probability: 0.2 }, watched: false, stars: null, felt: null },
    ])
    expect(pages[0]!.decided).toEqual({ decision: 'next', probability: 0.1 })
    expect(pages[1]).toMatchObject({ number: 2, reflected: 'well', decided: null })
    expect(left).toEqual({ page: 2, reason: 'left' })
    expect(interview).toEqual({ satisfaction: 8, text: 'fine' })
  })

  it('visitPages() keeps failures on their page and knows an unfinished visit', () => {
    const { pages, left } = visitPages(
      events(slate(1, 'a'), { type: 'answer-failed', kind: 'timeout', step: 'agent4rec/align', raw: '' }),
    )
    expect(pages[0]!.failed).toEqual(['agent4rec/align'])
    expect(pages[0]!.items[0]!.judged).toBeNull()
    expect(left).toBeNull()
  })
})
