import { describe, expect, it } from 'vitest'
import { itemCounts } from '../data/index.ts'
import { itemId, userId } from '../domain/index.ts'
import type { RunEvent } from '../runs/index.ts'
import { toyWorld } from '../testing/index.ts'
import { collectChoices, type FeedbackSource } from './feedback-source.ts'
import { withCollected } from './with-collected.ts'

const slate = (...items: readonly string[]) => ({
  type: 'slate-shown',
  page: 1,
  slate: items.map((item, position) => ({ item, position, score: 0, ...(item === 'sold' ? { advert: true } : {}) })),
})
const judged = (item: string, aligned: boolean) => ({ type: 'item-judged', item, aligned, probability: 0.5 })
const watched = (item: string) => ({ type: 'item-watched', item })

/** Two pages, of which the second failed, an advert among the first; then what a control did. */
async function* events(): AsyncGenerator<RunEvent> {
  const own = [
    slate('sold', 'a', 'b', 'c'),
    judged('sold', true),
    judged('a', true),
    judged('b', true),
    judged('c', false),
    watched('sold'),
    watched('a'),
    { type: 'item-rated', item: 'a', stars: 5 },
    { ...slate('d', 'e'), page: 2 },
    { type: 'answer-failed', kind: 'timeout', step: 'agent4rec/align', raw: '' },
  ]
  const others = [slate('f'), judged('f', true), watched('f')]
  for (const [n, event] of own.entries()) yield { ...envelope('viewer', 'r'), n, ts: n, ...event } as RunEvent
  for (const event of others) yield { ...envelope('always-yes', 'r'), ts: 99, ...event } as RunEvent
  for (const event of others) yield { ...envelope('viewer', 'other'), ts: 100, ...event } as RunEvent
}
const envelope = (as: string, recommender: string) => ({
  v: 1,
  n: 0,
  session: `${as}/${recommender}/u`,
  user: 'u',
  recommender,
  as,
  source: 'simulation',
})

const origin = 'simulated' as const

describe('collectChoices()', () => {
  const from = async (source: FeedbackSource) => {
    const collected = await collectChoices(events(), source)
    return Object.fromEntries([...collected].map(([name, choices]) => [name, choices.map(({ item }) => item)]))
  }

  it('takes what viewers of each recommender found fitting, watched, or were shown and passed over', async () => {
    expect(await from('aligned')).toEqual({ r: ['a', 'b'], other: ['f'] })
    expect(await from('watched')).toEqual({ r: ['a'], other: ['f'] })
    expect(await from('unwatched')).toEqual({ r: ['b', 'c'] })
    expect(await from('none')).toEqual({})
  })

  it('keeps the stars and the time of a choice, and says that it is simulated', async () => {
    const [choice] = (await collectChoices(events(), 'watched')).get('r')!
    expect(choice).toEqual({ user: 'u', item: 'a', at: 7, value: 5, origin: 'simulated' })
  })
})

describe('withCollected()', () => {
  const world = toyWorld()
  const [user] = world.users.ids
  const own = new Set(Array.from(world.log.item.subarray(0, world.log.offsets[1]), (item) => world.items.ids[item]!))
  const free = world.items.ids.filter((id) => !own.has(id))

  it('adds each new choice once and leaves the part it was given as it was', () => {
    const before = Array.from(world.log.item)
    const choices = [
      { origin, user: user!, item: free[0]!, at: 5e12, value: 2 },
      { origin, user: user!, item: free[0]!, at: 6e12, value: 5 },
      { origin, user: user!, item: [...own][0]!, at: 6e12 },
      { origin, user: user!, item: free[1]!, at: 7e12 },
      { origin, user: userId('stranger'), item: free[1]!, at: 7e12 },
      { origin, user: user!, item: itemId('unknown'), at: 7e12 },
    ]
    const together = withCollected(world, choices)
    const to = together.log.offsets[1]!
    expect(together.log.length).toBe(world.log.length + 2)
    expect(Array.from(together.log.item.subarray(to - 2, to), (item) => together.items.ids[item])).toEqual([
      free[0],
      free[1],
    ])
    expect(Array.from(together.log.value.subarray(to - 2, to))).toEqual([2, 4])
    expect(together.notes.at(-1)).toBe('2 choices of simulated people train too')
    expect(Array.from(world.log.item)).toEqual(before)
    expect(world.notes).not.toContain(together.notes.at(-1))
    expect(itemCounts(world.log, world.items.size)[world.items.index(free[0]!)!]).toBeLessThan(
      itemCounts(together.log, world.items.size)[world.items.index(free[0]!)!]!,
    )
  })

  it('puts choices after a log without times', () => {
    const timeless = { ...world, log: { ...world.log, at: world.log.at.slice().fill(Number.NaN) } }
    const { log } = withCollected(timeless, [{ origin, user: user!, item: free[0]!, at: 1 }])
    expect(log.item[log.offsets[1]! - 1]).toBe(world.items.index(free[0]!))
  })

  it('is the part itself when nothing is new', () => {
    expect(withCollected(world, [])).toBe(world)
  })
})
