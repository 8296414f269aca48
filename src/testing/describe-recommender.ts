import { describe, expect, it } from 'vitest'
import type { Dataset, ItemId, Recommender } from '../domain/index.ts'
import { toyWorld } from './toy-world.ts'

/**
 * Registers the tests that every recommender must pass, whether a fitted model or an agent.
 *
 * Call it at the top level of a test file.
 *
 * @param name of the recommender, for the titles
 * @param make a recommender of the data given: `toyWorld()`
 * @example describeRecommender('ease', async (data) => recommenderOf(await fitted(data), data, { exclude: 'seen' }))
 */
export function describeRecommender(name: string, make: (data: Dataset) => Promise<Recommender>): void {
  const data = toyWorld()
  const user = data.users.ids[0]!
  const known = new Set(data.items.ids)
  const idsOf = async (recommender: Recommender, request: Partial<Parameters<Recommender['recommend']>[0]>) =>
    (await recommender.recommend({ user, k: 10, ...request })).entries.map((entry) => entry.item)

  describe(`${name} as a recommender`, () => {
    it('fills a slate with known items, none of them twice, and says who it is', async () => {
      const recommender = await make(data)
      for (const person of data.users.ids.slice(0, 5)) {
        const slate = await recommender.recommend({ user: person, k: 10 })
        const ids = slate.entries.map((entry) => entry.item)
        expect(ids).toHaveLength(10)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => known.has(id))).toBe(true)
        expect(slate.entries.every((entry) => Number.isFinite(entry.score))).toBe(true)
        expect(slate.recommender).toBe(recommender.name)
      }
    })

    it('gives the same slate for the same request', async () => {
      const recommender = await make(data)
      const first = await recommender.recommend({ user, k: 5 })
      await recommender.recommend({ user: data.users.ids[1]!, k: 5 })
      expect(await recommender.recommend({ user, k: 5 })).toEqual(first)
    })

    it('shows other items when those of the page before are excluded', async () => {
      const recommender = await make(data)
      const first = await idsOf(recommender, {})
      const second = await idsOf(recommender, { exclude: new Set(first) })
      expect(second.length).toBeGreaterThan(0)
      expect(second.filter((id) => first.includes(id))).toEqual([])
    })

    it('chooses among candidates only, passing over those that do not exist', async () => {
      const recommender = await make(data)
      const candidates = (await idsOf(recommender, {})).slice(3, 6)
      const asked = await idsOf(recommender, { candidates: [...candidates, 'no-such-item' as ItemId] })
      expect(asked.toSorted()).toEqual(candidates.toSorted())
      expect(await idsOf(recommender, { candidates: [] })).toEqual([])
    })

    it('gives a shorter slate when the catalogue runs out', async () => {
      const recommender = await make(data)
      const all = await idsOf(recommender, { k: 1000 })
      expect(all.length).toBeLessThanOrEqual(known.size)
      expect(new Set(all).size).toBe(all.length)
      expect(await idsOf(recommender, { exclude: known })).toEqual([])
    })

    it('serves a person it has never met, from any history', async () => {
      const recommender = await make(data)
      for (const history of [[], ['no-such-item' as ItemId], data.items.ids.slice(0, 3)]) {
        expect(await idsOf(recommender, { user: { history } })).toHaveLength(10)
      }
    })

    it('refuses a k that is not a whole number from 1', async () => {
      const recommender = await make(data)
      for (const k of [0, -1, 1.5, Number.NaN]) await expect(idsOf(recommender, { k })).rejects.toThrow(/k/)
    })
  })
}
