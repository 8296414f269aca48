import { describe, expect, it } from 'vitest'
import type { RecommendingAgent } from '../agents/index.ts'
import { datasetFromRows, type Row } from '../data/index.ts'
import { type Dataset, type Item, itemId, userId } from '../domain/index.ts'
import { scriptedModel, toyWorld } from '../testing/index.ts'
import { chooseRanker, EASE_IMPOSSIBLE } from './_choose-ranker.ts'
import { assistant } from './assistant.ts'
import { shelfAgent } from './shelf-agent.test-parts.ts'

const item = (id: string, title: string, ...categories: readonly string[]): Item => ({
  id: itemId(id),
  title,
  categories,
  attributes: {},
})
const few = (...catalogue: readonly Item[]): Dataset =>
  datasetFromRows([], { name: 'shelf', licence: 'MIT', catalogue })
const world = toyWorld()
const agent = shelfAgent()

describe('assistant()', () => {
  it('assistant() talks over data with ratings, and knows whose past it is told', async () => {
    const made = await assistant({ data: world, agent })
    const [stranger, known] = await Promise.all([
      made.open().reply('comedies please'),
      made.open({ user: userId('1') }).reply('comedies please'),
    ])
    expect(stranger.items).toHaveLength(5)
    for (const card of [...stranger.items, ...known.items]) expect(card.categories).toEqual(['comedy'])
    expect(known.items.map(({ id }) => id)).not.toEqual(stranger.items.map(({ id }) => id))
    expect(made).toMatchObject({ name: 'shelf', mind: 'choice', model: null })
  })

  it('assistant() is InteRecAgent unless told otherwise, and asks no model for a job it has not earned', async () => {
    const model = scriptedModel(() => 'Buy "Heat".')
    const made = await assistant({ data: world, model })
    const { items, cost } = await made.open().reply('westerns')
    expect(made).toMatchObject({ name: expect.stringMatching(/^interecagent/), mind: 'hybrid', model: 'scripted' })
    expect(items.map(({ categories }) => categories[0])).toEqual(items.map(() => 'western'))
    expect(items.length).toBeGreaterThan(0)
    expect([cost.calls, model.calls.length]).toEqual([0, 0])
  })

  it('assistant() is InteRecAgent over nothing but a catalogue too', async () => {
    const data = few(item('a', 'Shoes', 'comedy'), item('b', 'Cellar', 'horror'), item('c', '', 'comedy'))
    const { items } = await (await assistant({ data })).open().reply('comedies please')
    expect(items.map(({ id }) => id)).toEqual(['a'])
  })

  it('assistant() works on a catalogue without any events: what is written ranks', async () => {
    const data = few(
      item('a', 'Two Left Shoes', 'comedy'),
      item('b', 'The Cellar', 'horror'),
      item('c', 'Hats', 'comedy'),
    )
    const made = await assistant({ data, agent })
    expect(made.notes[0]).toBe(
      'content-knn ranks: there are no events, so items are compared by what is written of them.',
    )
    expect((await made.open().reply('comedies')).items.map(({ id }) => id)).toEqual(['a', 'c'])
    const alike = await made.recommender.recommend({ user: { history: [itemId('a')] }, k: 2 })
    expect(alike.entries.map(({ item: other }) => other)).toEqual(['c', 'b'])
    expect(alike.entries[0]!.score).toBeGreaterThan(alike.entries[1]!.score)
  })

  it('assistant() leaves nothing of the made-up event in a model without events', async () => {
    const data = few(item('a', 'Shoes', 'comedy'), item('b', 'Boots', 'comedy'))
    const { recommender } = await assistant({ data, agent })
    const { entries } = await recommender.recommend({ user: { history: [] }, k: 2 })
    expect(entries.map(({ score }) => score)).toEqual([0, 0])
  })

  it('assistant() says what to know of titles', async () => {
    const data = few(item('a', 'Emma', 'drama'), item('b', 'Emma', 'drama'), item('c', ' ', 'drama'))
    const made = await assistant({ data, agent })
    expect(made.notes).toContain('2 items share their title with another: a title alone means the first.')
    expect(made.notes).toContain('1 item without a title: nobody can ask for them by name.')
    const { items } = await made.open().reply('drama')
    expect(items.map(({ id, title }) => [id, title])).toEqual([
      ['a', 'Emma'],
      ['b', 'Emma'],
      ['c', ' '],
    ])
  })

  it('assistant() of one seed goes the same way when the same is said', async () => {
    const made = await assistant({ data: world, agent, clock: { now: () => 0, elapsed: () => 0 } })
    expect(await made.open().reply('westerns')).toEqual(await made.open().reply('westerns'))
  })

  it('assistant() takes no model that has earned nothing for one that decides, and says so', async () => {
    const hybrid: RecommendingAgent = { ...agent, mind: 'hybrid' }
    const made = await assistant({ data: world, agent: hybrid, model: scriptedModel(() => 'x', { name: 'm' }) })
    expect(made).toMatchObject({ mind: 'hybrid', model: 'm' })
    expect(made.notes.join(' ')).toContain('The model has earned no job')
  })

  it.each([
    ['an empty catalogue', { data: few() }, 'data/empty'],
    [
      'an agent that does not converse',
      { data: world, agent: { ...agent, tasks: ['rate'] as const } },
      'config/option',
    ],
    ['a system that nobody knows', { data: world, agent: undefined, system: 'nothing-like-it' }, 'config/unknown-name'],
    ['a mind without its model', { data: world, agent: undefined, mind: 'language' as const }, 'config/option'],
    ['a ranker that nobody knows', { data: world, ranker: 'eese' }, 'config/unknown-name'],
    ['a ranker of events without events', { data: few(item('a', 'A')), ranker: 'item-knn' }, 'data/no-training'],
  ])('assistant() refuses %s', async (_, parts, code) => {
    await expect(assistant({ agent, ...parts })).rejects.toMatchObject({ code })
  })

  it('assistant() opens no conversation for somebody it does not know, and names the nearest', async () => {
    const made = await assistant({ data: world, agent })
    expect(() => made.open({ user: userId('400') })).toThrow(/Nobody in "toy-world" has the id "400"/)
  })
})

describe('chooseRanker()', () => {
  const rows = (n: number): Row[] =>
    Array.from({ length: n }, (_, at) => ({ user: userId(String(at % 50)), item: itemId(`i${at % 60}`), value: 1, at }))
  const facts = { name: 'x', licence: 'MIT' }

  it('chooseRanker() takes EASE where events are many, and reads where they are few', () => {
    expect(chooseRanker(datasetFromRows(rows(1000), facts)).name).toBe('ease')
    const catalogue = [item('i0', 'A', 'comedy')]
    expect(chooseRanker(datasetFromRows(rows(999), { ...facts, catalogue })).name).toBe('content-knn')
  })

  it('chooseRanker() counts where events are few and nothing can be read', () => {
    expect(chooseRanker(datasetFromRows(rows(10), facts)).name).toBe('popularity')
  })

  it('chooseRanker() leaves EASE out where items are too many, and says why', () => {
    const data = datasetFromRows(rows(1000), facts)
    const chosen = chooseRanker({ log: data.log, catalogue: Array.from({ length: 30_000 }, () => item('a', 'A')) })
    expect(chosen.name).toBe('item-knn')
    expect(chosen.because).toContain('30,000 items are too many')
  })
})

it('assistant() refuses EASE where its square cannot be held', async () => {
  const catalogue = Array.from({ length: EASE_IMPOSSIBLE }, (_, n) => item(String(n), 'A'))
  await expect(assistant({ data: few(...catalogue), agent, ranker: 'ease:lambda=10' })).rejects.toThrow(
    'EASE keeps the square of items: 30,000 of them take 4 GB.',
  )
})
