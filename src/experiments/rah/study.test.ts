import { beforeAll, describe, expect, it } from 'vitest'
import { datasetFromRows, type Row } from '../../data/dataset.ts'
import type { Dataset, Item } from '../../domain/index.ts'
import { itemId, userId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { type RahAgents, rahOptions } from '../../systems/rah/index.ts'
import { twoGroups } from '../../testing/index.ts'
import { recommenders } from './_arms.ts'
import { byChance, byPopularity } from './_imitations.ts'
import { rawHistory } from './_raw-history.ts'
import { settingOf } from './_setting.ts'
import { weightedIals } from './_weighted-ials.ts'
import { type RahReport, rahStudy } from './index.ts'
import { studyPeople } from './people.ts'

const GENRES = ['comedy', 'drama', 'horror', 'western'] as const
const catalogue = GENRES.flatMap((genre) =>
  Array.from({ length: 40 }, (_, n): Item => {
    return { id: itemId(`${genre}-${n}`), title: `${genre} ${n}`, categories: [genre], attributes: {} }
  }),
)

/** Thirty people who like two genres and hate the others, and rated eighty films each. @param turned of what was held out, all the other way round */
function ruleWorld(turned = false): Dataset {
  const rows = Array.from({ length: 30 }, (_, n): Row[] => {
    const user = userId(`u${String(n).padStart(2, '0')}`)
    const liked: readonly string[] = [GENRES[n % 4]!, GENRES[(n + 1 + (n % 3)) % 4]!]
    const own = randomStream(1, user)
      .shuffle([...catalogue])
      .slice(0, 80)
    return own.map((item, at) => {
      const likes = liked.includes(item.categories[0]!) !== (turned && at >= 56)
      return { user, item: item.id, value: likes ? 5 : 2, at: 1e12 + at }
    })
  })
  const scale = { min: 1, max: 5, step: 1 }
  return datasetFromRows(rows.flat(), { name: 'rules', licence: 'MIT', catalogue, scale })
}

const data = ruleWorld()
const request = { data, n: 12, resamples: 200, recommended: 20, lessons: [0, 5] }

/** Everybody is taken for somebody who likes what they hate. */
const wrongAgents: RahAgents = {
  decidedBy: 'rule',
  perceive: async ({ id, title, categories }) => {
    return { item: id, title, domain: 'rules', words: title, values: [...categories] }
  },
  learn: async ({ about, liked }) =>
    liked ? { prefers: [], disprefers: about.values } : { prefers: about.values, disprefers: [] },
  act: async ({ values }, { entries }) => {
    const entry = entries.find(({ statement }) => values.includes(statement))
    const liked = entry?.polarity === 'prefers'
    return { liked, probability: liked ? 0.9 : 0.1, reasonsFor: [], reasonsAgainst: [] }
  },
  critic: async (_, guess, action) => ({ accurate: guess.liked === action, reasons: [], advice: [] }),
  reflect: async () => [],
}

describe('rahStudy()', () => {
  let report: RahReport
  beforeAll(async () => {
    report = await rahStudy(request)
  })
  const arm = ({ arms }: RahReport, name: string) => arms.find((row) => row.name === name)!

  it('rahStudy() finds a rule where there is one, and opens the gate for it', () => {
    const last = report.act.findLast(({ name }) => name === 'assistant')!
    expect(last.accuracy.mean).toBeGreaterThan(0.95)
    expect(report.gains.find(({ control }) => control === 'always like')!.accuracy.low).toBeGreaterThan(0)
    expect(report.gates.open).toBe(12)
    expect(report.regret.heldOut.mean).toBeLessThan(0.05)
    expect(report.attempts.reduce((sum, { share }) => sum + share.mean!, 0)).toBeCloseTo(1)
    expect(arm(report, 'gated proxies').ndcgGain.mean).toBeGreaterThan(0)
  })

  it('rahStudy() keeps the gate closed for an assistant that is wrong, and the recommender as it was', async () => {
    const wrong = await rahStudy({ ...request, agents: wrongAgents, options: rahOptions.parse({ maxTries: 0 }) })
    expect(wrong.gates.open).toBe(0)
    const { name: _, ...gated } = arm(wrong, 'gated proxies')
    const { name: __, ...none } = arm(wrong, 'no proxies')
    expect(gated).toEqual(none)
    expect(arm(wrong, 'always proxies').ndcgGain.mean).toBeLessThan(0)
    expect(wrong.sentences.join(' ')).toContain('No proxy passed the gate')
  })

  it('rahStudy() learns, recommends and answers the same whatever the held-out events say', async () => {
    const turned = await rahStudy({ ...request, data: ruleWorld(true) })
    const kept = ({ attempts, gates, log, arms, rounds }: RahReport) => ({
      attempts,
      gates,
      log,
      arms: arms.map(({ name, added, addedLikes, people }) => ({ name, added, addedLikes, people })),
      rounds: rounds.map(({ proxies, likeShare, known }) => ({ proxies, likeShare, known })),
    })
    expect(kept(turned)).toEqual(kept(report))
    expect(turned.act[2]!.accuracy.mean).toBeLessThan(0.05)
  })

  it('rahStudy() says the same again from the same seed', async () => {
    const { cost: _, ...again } = await rahStudy(request)
    const { cost: __, ...first } = report
    expect(again).toEqual(first)
  })

  it('rahStudy() shows every control beside the assistant', () => {
    expect(report.gains.map(({ control }) => control)).toEqual([
      'act without the loop',
      'loop without Reflect',
      "a stranger's personality",
      'raw history',
      'always like',
      'always dislike',
      'popularity',
      'mean of the item',
      'mean of the person',
      'kNN on item text',
    ])
  })
})

describe('studyPeople()', () => {
  it('studyPeople() gives each event to one part, earlier ones first', () => {
    for (const { train, gate, test } of studyPeople(data, 30, randomStream(1)).people) {
      const all = [...train, ...gate, ...test]
      expect(all).toHaveLength(80)
      expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => a - b))
      expect(new Set(all.map(({ item }) => item)).size).toBe(80)
    }
  })

  it.each([
    [twoGroups(), 'data/empty'],
    [twoGroups('ratings'), 'data/under-powered'],
  ])('studyPeople() refuses data that say too little', (small, code) => {
    expect(() => studyPeople(small, 5, randomStream(1))).toThrow(expect.objectContaining({ code }))
  })

  it('studyPeople() refuses one person, who has no stranger', () => {
    expect(() => studyPeople(data, 1, randomStream(1))).toThrow(expect.objectContaining({ code: 'config/range' }))
  })
})

describe('weightedIals()', () => {
  const groups = twoGroups()
  const rows = (weight: number) =>
    groups.users.ids.map((_, user) => {
      const own = groups.log.item.subarray(groups.log.offsets[user], groups.log.offsets[user + 1])
      return new Map([...own].map((item) => [item, { liked: true, weight }]))
    })
  const learned = (given: ReturnType<typeof rows>) => weightedIals(given, groups.items.size, randomStream(1))

  it('weightedIals() puts what the own group touched first', () => {
    const scores = learned(rows(1))
    for (const [user, id] of groups.users.ids.entries()) {
      const best = [...scores(user).entries()].sort(([, a], [, b]) => b - a).slice(0, 8)
      expect(best.every(([item]) => groups.items.ids[item]!.startsWith(id[0]!))).toBe(true)
    }
  })

  it('weightedIals() moves an item up for a like and down for a dislike, the more the more it weighs', () => {
    const with_ = (liked: boolean, weight: number) => {
      const given = rows(1)
      given[0]!.set(15, { liked, weight })
      return learned(given)(0)[15]!
    }
    const without = learned(rows(1))(0)[15]!
    expect(with_(true, 1)).toBeGreaterThan(with_(true, 0.3))
    expect(with_(true, 0.3)).toBeGreaterThan(without)
    const own = (weight: number) => {
      const given = rows(1)
      const item = [...given[0]!.keys()][0]!
      given[0]!.set(item, { liked: false, weight })
      return learned(given)(0)[item]!
    }
    expect(own(1)).toBeLessThan(own(0.1))
  })
})

describe('recommenders()', () => {
  const setting = settingOf({ data, n: 5 })
  const makers = recommenders(setting, { propensity: 'none' }, setting.drawing)
  const person = setting.people[0]!
  const proxyOf = (item: (typeof catalogue)[number]['id'], weight = 0.3) => {
    return { user: person.user, item, liked: true, at: 0, origin: 'simulated' as const, probability: 1, weight }
  }

  it('recommenders() let no proxy into masks or counts, and weigh it less than a real event', () => {
    const before = makers.counts.slice()
    const item = data.items.ids[makers.best(makers.learn([]), person, 1)[0]!]!
    const fit = makers.learn([proxyOf(item)])
    expect(fit.rows[person.index]!.get(makers.indexOf(item))).toEqual({ liked: true, weight: 0.3 })
    expect(makers.best(fit, person, data.items.size)).toContain(makers.indexOf(item))
    expect(makers.counts).toEqual(before)
  })

  it('recommenders() keep an own event where a proxy is about the same item', () => {
    const liked = person.train.find((event) => event.liked)!
    const fit = makers.learn([proxyOf(liked.item)])
    expect(fit.rows).toEqual(makers.learn([]).rows)
  })
})

describe('imitations', () => {
  const proxies = ['comedy-1', 'drama-2', 'horror-3', 'western-4'].flatMap((id, n) =>
    ['u00', 'u01'].map((user) => ({
      user: userId(user),
      item: itemId(id),
      liked: n < (user === 'u00' ? 1 : 3),
      at: 0,
      origin: 'simulated' as const,
      probability: 0.5,
      weight: 0.3,
    })),
  )
  const likes = (list: typeof proxies) => list.filter(({ liked }) => liked).length

  it('byChance() and byPopularity() keep items and likes', () => {
    const counts = new Int32Array(data.items.size)
    counts[data.items.index(itemId('western-4'))!] = 9
    const dealt = byChance(proxies, randomStream(2))
    const popular = byPopularity(proxies, counts, data)
    expect([likes(dealt), likes(popular)]).toEqual([4, 4])
    expect(dealt.map(({ item }) => item)).toEqual(proxies.map(({ item }) => item))
    expect(popular.filter(({ liked, user }) => liked && user === 'u00').map(({ item }) => item)).toEqual(['western-4'])
  })
})

it('rawHistory() says what the vote says of a history by hand', () => {
  const { people } = settingOf({ data, n: 2 })
  const [event] = people[0]!.train
  // One event of the genre beside four of the usual share, which is 2 in 3 after one like and 1 in 3 after one dislike.
  const expected = event!.liked ? (1 + 4 * (2 / 3)) / 5 : 4 / 3 / 5
  expect(rawHistory(data)([event!], event!.index)).toBeCloseTo(expected)
})
