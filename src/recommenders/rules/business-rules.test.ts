import { describe, expect, it } from 'vitest'
import { datasetFromRows } from '../../data/index.ts'
import type { Dataset, Item, Recommender } from '../../domain/index.ts'
import { itemId, userId } from '../../domain/index.ts'
import { itemKnn, recommenderOf } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
import { describeRecommender } from '../../testing/describe-recommender.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { type BusinessRules, businessRules } from '../index.ts'

describeRecommender('businessRules', async (data) => {
  const fitted = await itemKnn().fit(data, { random: randomStream(7), threads: 1 })
  const boosts = [{ where: { on: 'category', op: 'is', value: 'drama' }, times: 2 }] as const
  const rules: BusinessRules = {
    filters: [{ on: 'year', op: 'at-most', value: 1995 }],
    boosts: [...boosts],
    caps: [{ per: 'category', most: 12 }],
  }
  return businessRules(recommenderOf(fitted, data, { exclude: 'nothing' }), rules, data)
})

const data = toyWorld()

/** Recommends the catalogue as it stands. */
const inOrder: Recommender = {
  name: 'in-order',
  async recommend({ k, exclude, candidates }) {
    const open = data.items.ids.filter((id) => !exclude?.has(id) && (candidates?.includes(id) ?? true))
    return { recommender: 'in-order', entries: open.slice(0, k).map((item, place) => ({ item, score: -place })) }
  },
}

async function slate(rules: BusinessRules, request: Partial<Parameters<Recommender['recommend']>[0]> = {}, pool = 200) {
  const made = businessRules(inOrder, rules, data, { pool })
  const { entries } = await made.recommend({ user: userId('1'), k: 4, ...request })
  const scores = entries.map(({ score }) => score)
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  return entries.map(({ item }) => item as string)
}

describe('businessRules()', () => {
  it('businessRules() shows only what passes every filter, however deep it lies', async () => {
    const rules: BusinessRules = {
      filters: [
        { on: 'category', op: 'is', value: ['western', 'horror'] },
        { on: 'category', op: 'is-not', value: 'horror' },
        { on: 'year', op: 'at-least', value: 1993 },
      ],
    }
    expect(await slate(rules, {}, 1)).toEqual(['western-13', 'western-14', 'western-15'])
    expect(await slate(rules, { candidates: [itemId('western-14'), itemId('comedy-1')] })).toEqual(['western-14'])
  })

  it('businessRules() lifts what is boosted, and lowers what is boosted by less than 1', async () => {
    const first = data.items.ids[0]!
    const lowered = await slate({ boosts: [{ where: { on: 'title', op: 'is', value: 'Comedy 1' }, times: 0.5 }] })
    expect(first).toBe('comedy-1')
    expect(lowered).not.toContain('comedy-1')
    const lifted = await slate({ boosts: [{ where: { on: 'category', op: 'is', value: 'drama' }, times: 10 }] })
    expect(lifted.every((id) => id.startsWith('drama'))).toBe(true)
  })

  it('businessRules() keeps caps and still fills the slate from further down', async () => {
    const ids = await slate({ caps: [{ per: 'category', most: 1 }] }, {}, 1)
    expect(ids.map((id) => id.split('-')[0])).toEqual(['comedy', 'drama', 'horror', 'western'])
    const years = await slate({ caps: [{ per: 'year', most: 1 }] }, { k: 60 })
    expect(years).toHaveLength(15)
  })

  it('businessRules() puts pinned items first, once, unless the request or a filter bars them', async () => {
    const pinned = ['western-2', 'comedy-1']
    expect((await slate({ pinned: [...pinned, 'western-2'] })).slice(0, 3)).toEqual([
      'western-2',
      'comedy-1',
      'comedy-10',
    ])
    expect(await slate({ pinned }, { exclude: new Set([itemId('western-2')]) })).not.toContain('western-2')
    expect(await slate({ pinned, filters: [{ on: 'category', op: 'is', value: 'drama' }] })).not.toContain('western-2')
    expect(await slate({ pinned }, { candidates: [itemId('drama-1')] })).toEqual(['drama-1'])
  })

  it('businessRules() names what is near an attribute, a category, a pin or a key that does not exist', () => {
    const wrong = (rules: unknown) => () => businessRules(inOrder, rules as BusinessRules, data)
    const on = (on: string, value: unknown, op = 'is') => ({ filters: [{ on, op, value }] })
    for (const [rules, hint] of [
      [on('yaer', 1990), 'Did you mean year?'],
      [on('category', 'wetsern'), 'Did you mean western?'],
      [{ caps: [{ per: 'categry', most: 2 }] }, 'Did you mean category?'],
      [{ pinned: ['comdy-1'] }, /Did you mean comedy-1/],
      [{ filter: [] }, 'Did you mean filters?'],
    ] as const) {
      const hinting = typeof hint === 'string' ? hint : expect.stringMatching(hint)
      expect(wrong(rules), JSON.stringify(rules)).toThrow(
        expect.objectContaining({ code: 'config/unknown-name', hint: hinting }),
      )
    }
  })

  it('businessRules() says which value it cannot compare, and where it cannot read', () => {
    const wrong = (rules: unknown) => () => businessRules(inOrder, rules as BusinessRules, data)
    for (const [rules, message] of [
      [{ filters: [{ on: 'year', op: 'at-least', value: '1990' }] }, 'compares "year" with "1990"'],
      [{ filters: [{ on: 'title', op: 'at-most', value: 'Comedy 1' }] }, 'with one number'],
      [{ filters: [{ on: 'year', op: 'above', value: 1 }] }, 'rules.filters.0.op'],
      [{ boosts: [{ where: { on: 'year', op: 'is', value: 1 }, times: 0 }] }, 'rules.boosts.0.times'],
    ] as const) {
      expect(wrong(rules), message).toThrow(
        expect.objectContaining({ code: 'config/option', message: expect.stringContaining(message) }),
      )
    }
  })

  it('businessRules() reads prices and dates, and lets what has none pass is-not only', async () => {
    const shop = shopOf([
      { id: 'old', price: 5, releasedAt: Date.UTC(1999, 0, 1) },
      { id: 'new', price: 50, releasedAt: Date.UTC(2020, 5, 1) },
      { id: 'unknown' },
    ])
    const fitted = await itemKnn().fit(shop, { random: randomStream(1), threads: 1 })
    const shown = async (rules: BusinessRules) => {
      const made = businessRules(recommenderOf(fitted, shop, { exclude: 'nothing' }), rules, shop)
      return new Set((await made.recommend({ user: userId('u'), k: 3 })).entries.map(({ item }) => item))
    }
    expect(await shown({ filters: [{ on: 'price', op: 'at-most', value: 10 }] })).toEqual(new Set(['old']))
    expect(await shown({ filters: [{ on: 'releasedAt', op: 'at-least', value: '2020-01-01' }] })).toEqual(
      new Set(['new']),
    )
    expect(await shown({ filters: [{ on: 'price', op: 'is-not', value: 5 }] })).toEqual(new Set(['new', 'unknown']))
  })
})

function shopOf(cards: readonly { id: string; price?: number; releasedAt?: number }[]): Dataset {
  const catalogue = cards.map(
    (card): Item => ({ ...card, id: itemId(card.id), title: card.id, categories: [], attributes: {} }),
  )
  const rows = catalogue.map(({ id }, at) => ({ user: userId('u'), item: id, value: 1, at }))
  return datasetFromRows(rows, { name: 'shop', licence: 'MIT', catalogue })
}
