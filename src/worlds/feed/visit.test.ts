import { describe, expect, it } from 'vitest'
import { type Action, type ItemId, itemId, type Recommender, type SimulatedUser, userId } from '../../domain/index.ts'
import { type RunEvent, runEvent } from '../../runs/index.ts'
import type { FeedOptions } from './feed-options.ts'
import { visit } from './visit.ts'

const ids = Array.from({ length: 6 }, (_, place) => itemId(`item-${place}`))
const byOrder: Recommender = {
  name: 'by-order',
  recommend: async ({ k, exclude }) => ({
    recommender: 'by-order',
    entries: ids
      .filter((id) => !exclude?.has(id))
      .slice(0, k)
      .map((item, place) => ({ item, score: -place })),
  }),
}
const feed: FeedOptions = {
  pageSize: 2,
  maxPages: 5,
  startAt: 1000,
  as: 'viewer',
  item: (id: ItemId) => ({ id, title: id, categories: [], attributes: {} }),
}
const decided = (decision: 'next' | 'exit'): Action => ({ type: 'page-decided', decision, probability: 0.123456789 })

/** Looks at pages until `last`, then leaves. */
function patient(last: number): SimulatedUser {
  return {
    id: userId('7'),
    react: async ({ number }) => [decided(number < last ? 'next' : 'exit')],
    interview: async () => [{ type: 'user-interviewed', satisfaction: 5, text: 'So so.' }],
  }
}

async function eventsOf(user: SimulatedUser, options: FeedOptions = feed): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of visit(user, byOrder, options)) events.push(event)
  return events
}

const shown = (events: readonly RunEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'slate-shown' ? event.slate.map(({ item }) => item) : []))
const left = (events: readonly RunEvent[]) => events.find((event) => event.type === 'user-left')

describe('visit()', () => {
  it('goes from start to interview, page after page', async () => {
    const events = await eventsOf(patient(2))
    expect(events.map(({ type }) => type)).toEqual([
      'visit-started',
      'slate-shown',
      'page-decided',
      'slate-shown',
      'page-decided',
      'user-left',
      'user-interviewed',
    ])
    expect(left(events)).toMatchObject({ page: 2, reason: 'left' })
  })

  it('never shows an item twice', async () => {
    expect(shown(await eventsOf(patient(3)))).toEqual(ids)
  })

  it('keeps running out of items apart from leaving', async () => {
    expect(left(await eventsOf(patient(99)))).toMatchObject({ page: 3, reason: 'exhausted' })
  })

  it('ends at the last page', async () => {
    expect(left(await eventsOf(patient(99), { ...feed, maxPages: 2 }))).toMatchObject({ page: 2, reason: 'max-pages' })
  })

  it('shows no masked item', async () => {
    const events = await eventsOf(patient(99), { ...feed, mask: () => new Set([ids[0]!, ids[3]!]) })
    expect(shown(events)).toEqual([ids[1], ids[2], ids[4], ids[5]])
  })

  it('ends as failed when a page ends without a decision', async () => {
    const failing = {
      ...patient(1),
      react: async () => [{ type: 'answer-failed', kind: 'timeout', step: 'x', raw: '' } as const],
    }
    expect(left(await eventsOf(failing))).toMatchObject({ page: 1, reason: 'failed' })
  })

  it('writes events that fit the schema, numbered, in simulated time that never goes back', async () => {
    const events = await eventsOf(patient(3))
    for (const event of events) expect(runEvent.parse(event)).toEqual(event)
    expect(events.map(({ n }) => n)).toEqual(events.map((_, place) => place))
    expect(events[0]?.ts).toBe(1000)
    expect(events.every((event, place) => place === 0 || event.ts >= events[place - 1]!.ts)).toBe(true)
    expect(events.find((event) => event.type === 'page-decided')).toMatchObject({ probability: 0.123457 })
  })
})
