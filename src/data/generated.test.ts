import { describe, expect, it } from 'vitest'
import { itemIndex, userId, userIndex } from '../domain/index.ts'
import { dataCard } from './card.ts'
import { historyOf } from './columns.ts'
import { generatedPopulation } from './generated.ts'

const small = { users: 60, items: 120, genres: 6, eventsPerUser: 20 } as const

/** What one person did, as text. */
function storyOf({ data }: ReturnType<typeof generatedPopulation>, user: string): string {
  const place = data.users.index(userId(user))!
  const { items, values } = historyOf(data.log, place)
  return JSON.stringify([...items].map((item, i) => [data.catalogue[item]?.title, values[i]]))
}

describe('generatedPopulation()', () => {
  it('generatedPopulation() is the same for the same seed and another for another', () => {
    const { hash } = generatedPopulation(small).data
    expect(generatedPopulation(small).data.hash).toBe(hash)
    expect(generatedPopulation({ ...small, seed: 2 }).data.hash).not.toBe(hash)
  })

  it('generatedPopulation() of more people begins with the same people', () => {
    const few = generatedPopulation(small)
    const many = generatedPopulation({ ...small, users: 90 })
    for (const user of ['1', '17', '60']) expect(storyOf(many, user)).toBe(storyOf(few, user))
  })

  it('generatedPopulation() gives each film its own title, and nobody the same film twice', () => {
    const { data } = generatedPopulation({ ...small, items: 3000 })
    expect(new Set(data.catalogue.map((film) => film.title)).size).toBe(3000)
    expect(dataCard(data).density).toBeCloseTo(data.log.length / (data.users.size * data.items.size), 12)
  })

  it('generatedPopulation() looks like a log of ratings: a long tail, and ratings shared out as in MovieLens 100K', () => {
    const { data } = generatedPopulation()
    const card = dataCard(data)
    expect([card.people, card.items]).toEqual([600, 800])
    expect(card.events / card.people).toBeGreaterThan(50)
    expect(card.events / card.people).toBeLessThan(70)
    expect(card.giniOfPopularity).toBeGreaterThan(0.5)
    expect(card.giniOfPopularity).toBeLessThan(0.7)
    const shares = card.ratings!.map(({ count }) => count / card.events)
    for (const [place, share] of [0.06, 0.11, 0.27, 0.34, 0.21].entries()) {
      expect(Math.abs(shares[place]! - share)).toBeLessThan(0.06)
    }
  })

  it('generatedPopulation() lets people pick and rate by their utility', () => {
    const { data, utility } = generatedPopulation(small)
    const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
    const all = data.users.ids.flatMap((_, u) => data.items.ids.map((_, i) => utility(userIndex(u), itemIndex(i))))
    const picked = Array.from(data.log.user, (u, row) => utility(userIndex(u), itemIndex(data.log.item[row]!)))
    const byStars = [1, 5].map((stars) => mean(picked.filter((_, row) => data.log.value[row] === stars)))
    expect(mean(picked)).toBeGreaterThan(mean(all) + 0.5)
    expect(byStars[1]).toBeGreaterThan(byStars[0]! + 1)
  })

  it('generatedPopulation() keeps tastes still unless told to drift, and then moves them in a line', () => {
    const still = generatedPopulation(small)
    expect(still.taste(userIndex(3), 0)).toEqual(still.taste(userIndex(3), 1))
    const { taste } = generatedPopulation({ ...small, drift: 0.5 })
    const [start, middle, end] = [0, 0.5, 1].map((progress) => taste(userIndex(3), progress)[0]!) as [
      number,
      number,
      number,
    ]
    expect(start).not.toBe(end)
    expect(middle).toBeCloseTo((start + end) / 2, 12)
  })

  it.each([{ users: 0 }, { items: 1 }, { genres: 99 }, { drift: 2 }, { eventsPerUser: 1.5 }])(
    'generatedPopulation() refuses %j',
    (options) => {
      expect(() => generatedPopulation(options)).toThrow(expect.objectContaining({ code: 'config/option' }))
    },
  )
})
