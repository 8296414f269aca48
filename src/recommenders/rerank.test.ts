import { describe, expect, it } from 'vitest'
import type { Dataset, Recommender, SlateEntry } from '../domain/index.ts'
import { itemId } from '../domain/index.ts'
import { contentKnn, featureSimilarity, itemKnn, popularity, recommenderOf } from '../models/index.ts'
import { randomStream } from '../random.ts'
import { describeRecommender } from '../testing/describe-recommender.ts'
import { toyWorld } from '../testing/toy-world.ts'
import {
  calibrated,
  contextual,
  mmr,
  modelSimilarity,
  type Reranker,
  rerank,
  retrieve,
  retrieveAndRank,
  xquad,
} from './index.ts'

const run = () => ({ random: randomStream(7), threads: 1 })
const served = async (data: Dataset, model = itemKnn()): Promise<Recommender> =>
  recommenderOf(await model.fit(data, run()), data, { exclude: 'seen' })

describeRecommender('retrieve', async (data) => retrieve(await served(data), 50))
describeRecommender('retrieveAndRank', async (data) =>
  retrieveAndRank({
    retrieve: [await served(data), await served(data, popularity())],
    rank: await served(data, contentKnn()),
    n: 30,
  }),
)
const rerankers: Readonly<Record<string, (data: Dataset) => Reranker | Promise<Reranker>>> = {
  'mmr by features': (data) => mmr(data, featureSimilarity(data)),
  'mmr by a model': async (data) => mmr(data, modelSimilarity(await itemKnn().fit(data, run())), { lambda: 0.3 }),
  xquad: (data) => xquad(data),
  calibrated: (data) => calibrated(data),
  contextual: (data) => contextual(data),
}
for (const [name, make] of Object.entries(rerankers)) {
  describeRecommender(`rerank by ${name}`, async (data) => rerank(await served(data), await make(data), { pool: 30 }))
}

const data = toyWorld()
const genres = (entries: readonly SlateEntry[]) => entries.map(({ item }) => item.split('-')[0]!)
/** A pool with scores from 1 downwards. */
const poolOf = (...ids: readonly string[]) => ids.map((id, place) => ({ item: itemId(id), score: 1 - place / 10 }))
const somebody = { user: { history: [] }, k: 3 }

describe('retrieve()', () => {
  it('retrieve() offers its first n and no more', async () => {
    const inner = await served(data)
    const user = data.users.ids[0]!
    const { entries } = await retrieve(inner, 4).recommend({ user, k: 10 })
    expect(entries).toEqual((await inner.recommend({ user, k: 4 })).entries)
    expect(() => retrieve(inner, 0)).toThrow(/whole number from 1/)
  })
})

describe('retrieveAndRank()', () => {
  it('retrieveAndRank() ranks what was brought and nothing else', async () => {
    const [near, popular, reads] = [
      await served(data),
      await served(data, popularity()),
      await served(data, contentKnn()),
    ]
    const user = { history: [itemId('comedy-1'), itemId('horror-2')] }
    const brought = [retrieve(near, 3), retrieve(popular, 3)]
    const both = retrieveAndRank({ retrieve: brought, rank: reads })
    const { entries, recommender } = await both.recommend({ user, k: 60 })
    const ids = await Promise.all(brought.map((stage) => stage.recommend({ user, k: 60 })))
    const union = new Set(ids.flatMap((slate) => slate.entries.map(({ item }) => item)))
    expect(new Set(entries.map(({ item }) => item))).toEqual(union)
    expect(recommender).toBe('item-knn first 3 + popularity first 3 > content-knn')
  })
})

describe('mmr()', () => {
  it('mmr() puts something else second when it is relevant enough, and nothing else at lambda 1', () => {
    const alike = (one: number, other: number) => (data.items.ids[one]![0] === data.items.ids[other]![0] ? 1 : 0)
    const pool = poolOf('comedy-1', 'comedy-2', 'comedy-3', 'drama-1')
    const order = (lambda: number) => genres(mmr(data, alike, { lambda }).rerank(pool, somebody))
    expect(order(0.5)).toEqual(['comedy', 'drama', 'comedy'])
    expect(order(1)).toEqual(['comedy', 'comedy', 'comedy'])
  })

  it('mmr() gives scores that never rise, and takes an item it has never heard of', () => {
    const pool = poolOf('comedy-1', 'unheard', 'comedy-2', 'drama-1', 'western-3')
    const slate = mmr(data, featureSimilarity(data), { lambda: 0.2 }).rerank(pool, { ...somebody, k: 5 })
    const scores = slate.map(({ score }) => score)
    expect(slate).toHaveLength(5)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  })
})

describe('xquad()', () => {
  it('xquad() covers what the person cares for, and not what they do not', () => {
    const user = { history: [itemId('comedy-9'), itemId('drama-9')] }
    const pool = poolOf('comedy-1', 'comedy-2', 'horror-1', 'drama-1')
    expect(genres(xquad(data, { lambda: 0.8 }).rerank(pool, { user, k: 2 }))).toEqual(['comedy', 'drama'])
    expect(genres(xquad(data, { lambda: 0 }).rerank(pool, { user, k: 2 }))).toEqual(['comedy', 'comedy'])
  })
})

describe('calibrated()', () => {
  it('calibrated() gives categories the shares of the history', () => {
    const user = { history: ['comedy-7', 'comedy-8', 'comedy-9', 'drama-9'].map(itemId) }
    const pool = poolOf(...[1, 2, 3, 4, 5].map((n) => `comedy-${n}`), 'drama-1', 'drama-2')
    const slate = calibrated(data, { lambda: 0.9 }).rerank(pool, { user, k: 4 })
    expect(genres(slate).toSorted()).toEqual(['comedy', 'comedy', 'comedy', 'drama'])
  })

  it('calibrated() keeps the order for somebody without a history', () => {
    const pool = poolOf('comedy-1', 'comedy-2', 'drama-1')
    expect(genres(calibrated(data, { lambda: 1 }).rerank(pool, somebody))).toEqual(['comedy', 'comedy', 'drama'])
  })
})

describe('contextual()', () => {
  const morning = Date.UTC(2020, 0, 6, 8)
  const evening = Date.UTC(2020, 0, 6, 20)
  /** Comedies in the morning, everything else in the evening. */
  const timed: Dataset = {
    ...data,
    log: { ...data.log, at: Float64Array.from(data.log.item, (item) => (item < 15 ? morning : evening)) },
  }

  it('contextual() brings forward what suits the hour of the request', () => {
    const pool = poolOf('comedy-1', 'drama-1', 'comedy-2')
    const order = (at?: number) =>
      genres(contextual(timed).rerank(pool, { ...somebody, ...(at === undefined ? {} : { context: { at } }) }))
    expect(order(morning)).toEqual(['comedy', 'comedy', 'drama'])
    expect(order(evening)).toEqual(['drama', 'comedy', 'comedy'])
    expect(order()).toEqual(['comedy', 'drama', 'comedy'])
  })

  it('contextual() leaves out what does not suit when told to', () => {
    const pool = poolOf('comedy-1', 'drama-1', 'comedy-2')
    const slate = contextual(timed, { least: 0.8 }).rerank(pool, { ...somebody, context: { at: evening } })
    expect(genres(slate)).toEqual(['drama'])
  })

  it('contextual() learns from a column of the log, and knows weekends', () => {
    const codes = Int32Array.from(data.log.item, (item) => (item < 15 ? 0 : item < 30 ? 1 : -1))
    const column = { name: 'device' as const, values: ['phone', 'tv'], codes }
    const withDevice = { ...data, log: { ...data.log, context: [column] } }
    const pool = poolOf('drama-1', 'comedy-1')
    const onPhone = { ...somebody, context: { device: 'phone' } }
    expect(genres(contextual(withDevice, { by: 'device', strength: 5 }).rerank(pool, onPhone))[0]).toBe('comedy')
    expect(genres(contextual(withDevice, { by: 'device', strength: 0 }).rerank(pool, onPhone))[0]).toBe('drama')
    expect(genres(contextual(withDevice, { by: 'device', least: 1 }).rerank(pool, onPhone))).toEqual(['comedy'])
    const saturday = Date.UTC(2020, 0, 4)
    const weekly = { ...data, log: { ...data.log, at: timed.log.at.map((at) => (at === morning ? saturday : at)) } }
    const weekend = contextual(weekly, { by: 'weekday', least: 1 }).rerank(pool, {
      ...somebody,
      context: { at: saturday },
    })
    expect(genres(weekend)).toEqual(['comedy'])
  })

  it('contextual() refuses data that do not tell the circumstance', () => {
    expect(() => contextual(data, { by: 'place' })).toThrow(
      expect.objectContaining({ code: 'data/empty', message: expect.stringContaining('place') }),
    )
  })
})
