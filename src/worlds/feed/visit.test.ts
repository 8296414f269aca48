import { describe, expect, it } from 'vitest'
import {
  type Action,
  type ItemId,
  itemId,
  type Page,
  type Recommender,
  type SimulatedUser,
  userId,
} from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { type RunEvent, runEvent } from '../../runs/index.ts'
import type { FeedOptions } from './feed-options.ts'
import { visit } from './visit.ts'

const ids = Array.from({ length: 6 }, (_, place) => itemId(`item-${place}`))
const byOrder: Recommender = {
  name: 'by-order',
  recommend: async ({ k, exclude, candidates }) => ({
    recommender: 'by-order',
    entries: ids
      .filter((id) => !exclude?.has(id) && (candidates?.includes(id) ?? true))
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

describe('visit() with adverts', () => {
  const pool = [ids[4]!, ids[5]!]
  const selling = (text: boolean): FeedOptions => ({
    ...feed,
    item: (id) => ({ id, title: id, categories: ['drama', 'war'], attributes: {} }),
    adverts: { pool, text, random: randomStream(1, 'adverts') },
  })
  const slates = (events: readonly RunEvent[]) =>
    events.flatMap((event) => (event.type === 'slate-shown' ? [event.slate] : []))

  it('sells the first place of a page; whoever stood there is passed over', async () => {
    const events = await eventsOf(patient(2), selling(true))
    const [first, second] = slates(events)
    expect(pool).toContain(first![0]!.item)
    expect(first!.map(({ advert }) => advert)).toEqual([true, undefined])
    expect(first![1]!.item).toBe('item-1')
    expect(second![1]!.item).toBe('item-3')
    for (const event of events) expect(runEvent.parse(event)).toEqual(event)
  })

  it('shows nobody an advert twice, and none they may not be shown', async () => {
    const masked = { ...selling(true), mask: () => new Set([ids[4]!]) }
    const [first, second] = slates(await eventsOf(patient(2), masked))
    expect(first![0]).toMatchObject({ item: 'item-5', advert: true })
    expect(second!.every(({ advert }) => !advert)).toBe(true)
    expect(second!.map(({ item }) => item)).toEqual(['item-2', 'item-3'])
  })

  it('tells the person what the advert says, by template, or nothing', async () => {
    const pages: Page[] = []
    const watching: SimulatedUser = {
      ...patient(1),
      react: async (page) => {
        pages.push(page)
        return [decided('exit')]
      },
    }
    await eventsOf(watching, selling(true))
    await eventsOf(watching, selling(false))
    await eventsOf(watching)
    const [told, silent, none] = pages
    const { item } = told!.advert!
    expect(told!.items[0]!.id).toBe(item)
    expect(told!.advert!.text).toBe(`See ${item}: drama, war.`)
    expect(silent!.advert).toEqual({ item, text: null })
    expect(none!.advert).toBeUndefined()
  })

  it('gives a person the same adverts whoever recommends', async () => {
    const backwards: Recommender = {
      name: 'backwards',
      recommend: async (request) => {
        const { entries } = await byOrder.recommend({ ...request, k: ids.length })
        return { recommender: 'backwards', entries: entries.toReversed().slice(0, request.k) }
      },
    }
    const options = {
      ...selling(true),
      pageSize: 1,
      maxPages: 1,
      adverts: { ...selling(true).adverts!, pool: ids.slice(1, 5) },
    }
    const advertFrom = async (recommender: Recommender, id: string): Promise<string> => {
      const events: RunEvent[] = []
      for await (const event of visit({ ...patient(1), id: userId(id) }, recommender, options)) events.push(event)
      return slates(events)[0]![0]!.item
    }
    const people = Array.from({ length: 20 }, (_, n) => String(n))
    for (const id of people) expect(await advertFrom(backwards, id)).toBe(await advertFrom(byOrder, id))
    expect(new Set(await Promise.all(people.map((id) => advertFrom(byOrder, id)))).size).toBe(4)
  })
})
