import { describe, expect, it } from 'vitest'
import { datasetFromRows, generatedPopulation, type Row, selectRows, withLog } from '../../../data/index.ts'
import { itemId, userId } from '../../../domain/index.ts'
import { randomStream } from '../../../random.ts'
import { toyWorld } from '../../../testing/index.ts'
import { profileProblems } from '../profile-problems.ts'
import { alignedProfiles } from './aligned.ts'
import { dataPopulation, demographicsOf } from './data-population.ts'
import { activityQuantiles, categoryCounts, conformitySlopes, priceSensitivities } from './log-statistics.ts'

const row = (user: string, item: string, value = 1): Row => ({ user: userId(user), item: itemId(item), value, at: 0 })
const facts = { name: 'toy', licence: 'MIT', scale: { min: 1, max: 5, step: 1 } }
const everybody = (source: ReturnType<typeof alignedProfiles>) =>
  Array.from({ length: source.size! }, (_, number) => source.person(number))

describe('alignedProfiles()', () => {
  it('alignedProfiles() makes a sound profile of everybody with events, once', () => {
    const { data } = generatedPopulation({ users: 50, items: 60, eventsPerUser: 15 })
    const profiles = everybody(alignedProfiles(data, randomStream(1)))
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(50)
    for (const profile of profiles) expect(profileProblems(profile)).toEqual([])
  })

  it('alignedProfiles() finds the two genres that people of the toy world own', () => {
    const world = toyWorld()
    for (const profile of everybody(alignedProfiles(world, randomStream(1), { smoothing: 1 }))) {
      const { user } = profile['source'] as { user: string }
      const own = String(world.people.find(({ id }) => id === user)?.attributes?.['genres']).split(', ')
      const top = Object.entries(profile.taste!).sort(([, one], [, other]) => other - one)
      expect(
        top
          .slice(0, 2)
          .map(([genre]) => genre)
          .sort(),
      ).toEqual(own)
    }
  })

  it('alignedProfiles() smooths towards everybody: without events of one’s own kind the shares are the population’s', () => {
    const world = toyWorld()
    const { shares } = categoryCounts(world)
    const [profile] = everybody(alignedProfiles(world, randomStream(1), { smoothing: 1e9 }))
    for (const [genre, share] of Object.entries(profile!.taste!)) expect(share).toBeCloseTo(shares[genre]!, 3)
  })

  it('alignedProfiles() leaves unknown what a log does not tell', () => {
    const [profile] = everybody(alignedProfiles(toyWorld(), randomStream(1)))
    expect(Object.values(profile!.bigFive)).toEqual([null, null, null, null, null])
    expect([profile!.patience, profile!.privacyAttitude, profile!.priceSensitivity]).toEqual([null, null, null])
    const bare = alignedProfiles(datasetFromRows([row('a', 'x')], { name: 'bare', licence: 'MIT' }), randomStream(1))
    expect(bare.person(0)).toMatchObject({ taste: null, diversity: null, conformity: null, activity: 0.5 })
    expect(bare.warnings).toContain('taste is not known for 1 of 1 people.')
  })

  it('alignedProfiles() reads the training part only: rows held out change nothing but by their absence', () => {
    const { data } = generatedPopulation({ users: 30, items: 40, eventsPerUser: 12 })
    const keep = Int32Array.from({ length: data.log.length }, (_, at) => at).filter((at) => at % 3 > 0)
    const train = withLog(data, selectRows(data.log, keep))
    const alone = datasetFromRows(
      [...keep].map((at) => ({
        user: data.users.ids[data.log.user[at]!]!,
        item: data.items.ids[data.log.item[at]!]!,
        value: data.log.value[at]!,
        at: data.log.at[at]!,
      })),
      { name: data.name, licence: data.licence, scale: data.scale!, catalogue: data.catalogue, people: data.people },
    )
    const without = (profiles: ReturnType<typeof everybody>) => profiles.map(({ source: _, ...profile }) => profile)
    expect(without(everybody(alignedProfiles(train, randomStream(1))))).toEqual(
      without(everybody(alignedProfiles(alone, randomStream(1)))),
    )
  })

  it('alignedProfiles() copies demographics but nothing by which somebody could be found', () => {
    const people = [
      { id: userId('a'), demographics: { age: 30, gender: 'F', occupation: 'writer', zipCode: '12345', name: 'N N' } },
    ]
    const data = datasetFromRows([row('a', 'x')], { ...facts, people })
    const profile = alignedProfiles(data, randomStream(1)).person(0)
    expect(profile.demographics).toEqual({ age: 30, gender: 'female', occupation: 'writer', place: null })
    expect(JSON.stringify(profile)).not.toMatch(/12345|N N/)
    const without = alignedProfiles(data, randomStream(1), { demographics: false }).person(0)
    expect(Object.values(without.demographics)).toEqual([null, null, null, null])
  })

  it('alignedProfiles() refuses a log without events', () => {
    const empty = datasetFromRows([], { ...facts, people: [{ id: userId('a') }] })
    expect(() => alignedProfiles(empty, randomStream(1))).toThrow(expect.objectContaining({ code: 'data/no-training' }))
  })
})

describe('conformitySlopes()', () => {
  const others = [1, 2, 3, 4, 5].flatMap((stars) => [row('b', `i${stars}`, stars), row('c', `i${stars}`, stars)])
  const slopeOf = (own: (stars: number) => number, items = [1, 2, 3, 4, 5]): number => {
    const data = datasetFromRows([...others, ...items.map((stars) => row('a', `i${stars}`, own(stars)))], facts)
    return conformitySlopes(data)[data.users.index(userId('a'))!]!
  }

  it('conformitySlopes() is 1 with the crowd, 0 for one rating throughout, −1 against the crowd', () => {
    expect(slopeOf((stars) => stars)).toBeCloseTo(1, 10)
    expect(slopeOf(() => 3)).toBeCloseTo(0, 10)
    expect(slopeOf((stars) => 6 - stars)).toBeCloseTo(-1, 10)
  })

  it('conformitySlopes() is NaN with fewer than five items, without a scale, and where nobody else has rated', () => {
    expect(slopeOf((stars) => stars, [1, 2, 3, 4])).toBeNaN()
    const alone = [1, 2, 3, 4, 5].map((stars) => row('a', `i${stars}`, stars))
    expect(conformitySlopes(datasetFromRows(alone, facts))[0]).toBeNaN()
    expect(conformitySlopes(datasetFromRows(others, { name: 'events', licence: 'MIT' }))[0]).toBeNaN()
  })
})

describe('activityQuantiles()', () => {
  it('activityQuantiles() counts ties half and averages to a half', () => {
    const rows = [row('a', 'x'), row('b', 'x'), row('c', 'x'), row('c', 'y')]
    expect([...activityQuantiles(datasetFromRows(rows, facts))]).toEqual([1 / 3, 1 / 3, 5 / 6])
  })
})

describe('priceSensitivities()', () => {
  it('priceSensitivities() is high for who pays least, and NaN without five prices', () => {
    const prices = Array.from({ length: 10 }, (_, at) => ({
      id: itemId(`i${at}`),
      title: `i${at}`,
      categories: [],
      attributes: {},
      price: at + 1,
    }))
    const buys = (user: string, from: number, to: number) => prices.slice(from, to).map(({ id }) => row(user, id))
    const rows = [...buys('cheap', 0, 5), ...buys('dear', 5, 10), ...buys('few', 0, 4)]
    const data = datasetFromRows(rows, { ...facts, catalogue: prices })
    const [cheap, dear, few] = ['cheap', 'dear', 'few'].map(
      (id) => priceSensitivities(data)[data.users.index(userId(id))!]!,
    )
    expect(cheap!).toBeGreaterThan(0.5)
    expect(dear!).toBeLessThan(0.5)
    expect(few).toBeNaN()
  })
})

describe('dataPopulation()', () => {
  it('dataPopulation() counts the people who have age, gender and occupation, and is null for too few', () => {
    const people = Array.from({ length: 12 }, (_, at) => ({
      id: userId(`u${at}`),
      demographics: { age: 20 + at, gender: at % 2 ? 'F' : 'M', occupation: 'writer' },
    }))
    const joint = dataPopulation(datasetFromRows([row('u0', 'x')], { ...facts, people }))
    expect(joint?.cells.reduce((sum, cell) => sum + cell, 0)).toBe(12)
    expect(joint?.attributes[1]?.values).toEqual(['female', 'male'])
    expect(dataPopulation(toyWorld())).toBeNull()
  })

  it('demographicsOf() takes no age that is none', () => {
    const age = (value: string | number) => demographicsOf({ id: userId('a'), demographics: { age: value } }).age
    expect([age(''), age('x'), age(3), age('40'), age(40.5)]).toEqual([null, null, null, 40, null])
  })
})
