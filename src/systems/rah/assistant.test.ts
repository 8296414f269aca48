import { describe, expect, it } from 'vitest'
import { agentMind } from '../../agents/index.ts'
import { itemId, type ModelCall, userId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { scriptedModel } from '../../testing/index.ts'
import {
  GENRES,
  genreReader,
  genreReply,
  itemOf,
  PEOPLE,
  said,
  somebody,
  teach,
  toyAssistant,
} from './_toy.test-parts.ts'
import { librariesSchema, NOTHING_LEAVES, type RahAgents } from './index.ts'

const failed = { code: 'planner/bad-input' }
const steps = (calls: readonly ModelCall[]) => calls.map(({ by }) => by.step.replace('rah/', ''))
const typesOf = ({ log }: ReturnType<typeof toyAssistant>) => log.map(({ type }) => type)
const allRight = async (
  assistant: ReturnType<typeof toyAssistant>,
  { user, likes, hates }: (typeof PEOPLE)[number],
) => {
  const verdicts = []
  for (const n of [5, 6, 7, 8, 9]) {
    verdicts.push((await assistant.judge(user, itemOf(likes, n)))?.liked === true)
    verdicts.push((await assistant.judge(user, itemOf(hates, n)))?.liked === false)
  }
  return verdicts.every(Boolean)
}

describe('onFeedback()', () => {
  it('onFeedback() asks 4 times for a known item that the first lesson explains', async () => {
    const model = genreReader()
    const assistant = toyAssistant({ model })
    await assistant.judge(somebody, itemOf('comedy', 0))
    const before = model.calls.length
    const { attempts, explained } = await assistant.onFeedback(somebody, itemOf('comedy', 0), said(true))
    expect(steps(model.calls.slice(before))).toEqual(['learn', 'act', 'critic', 'reflect'])
    expect({ attempts, explained }).toEqual({ attempts: 1, explained: true })
  })

  it('onFeedback() asks 11 times for a new item that the third lesson explains', async () => {
    let acts = 0
    const model = scriptedModel((call) => {
      if (call.by.step !== 'rah/act' || ++acts === 3) return genreReply(call)
      return JSON.stringify({ reasonsFor: [], reasonsAgainst: [], attitude: 'dislike', probability: 0.8 })
    })
    const assistant = toyAssistant({ model })
    const { attempts } = await assistant.onFeedback(somebody, itemOf('comedy', 0), said(true))
    expect(attempts).toBe(3)
    expect(steps(model.calls)).toEqual([
      'perceive',
      ...['learn', 'act', 'critic'],
      ...['learn', 'act', 'critic'],
      ...['learn', 'act', 'critic'],
      'reflect',
    ])
    expect(model.calls[4]!.user).toContain('one expects dislike, and the person showed like')
  })

  it('onFeedback() leaves the history out of the check of a lesson', async () => {
    const model = genreReader()
    const assistant = toyAssistant({ model })
    await assistant.onFeedback(somebody, itemOf('drama', 0), said(true))
    await assistant.onFeedback(somebody, itemOf('comedy', 0), said(false))
    const acts = model.calls.filter(({ by }) => by.step === 'rah/act')
    expect(acts.at(-1)!.user).not.toContain('drama')
  })

  it('onFeedback() marks a lesson that explains nothing, and judges by it only once an event agrees', async () => {
    const assistant = toyAssistant()
    for (const n of [0, 1, 2]) await assistant.onFeedback(somebody, itemOf('drama', n), said(true, n))
    const { explained, attempts } = await assistant.onFeedback(somebody, itemOf('drama', 3), said(false, 3))
    expect({ explained, attempts }).toEqual({ explained: false, attempts: 3 })
    expect(assistant.personality(somebody)).toMatchObject([
      { statement: 'category: drama', polarity: 'prefers', evidence: ['f1', 'f2', 'f3', 'f4'], confidence: 4 / 6 },
    ])
    expect(typesOf(assistant)).toEqual(['lesson-unexplained', 'conflict-settled'])
  })

  it('onFeedback() keeps an unexplained lesson out of Act until it is confirmed', async () => {
    const assistant = toyAssistant({ agents: fixed({ liked: true }) })
    await assistant.onFeedback(somebody, itemOf('drama', 0), said(false))
    const [waiting] = assistant.personality(somebody)
    expect(waiting).toMatchObject({ explained: false, polarity: 'disprefers' })
    expect(waiting!.confidence).toBeLessThanOrEqual(0.5)
    await assistant.onFeedback(somebody, itemOf('drama', 1), said(false))
    expect(assistant.personality(somebody)[0]).toMatchObject({ explained: true, evidence: ['f1', 'f2'] })
    expect(typesOf(assistant)).toContain('entry-confirmed')
  })

  it('onFeedback() stores nothing where three lessons are empty, and says so', async () => {
    const model = scriptedModel((call) =>
      call.by.step === 'rah/learn' ? '{"prefers": [], "disprefers": []}' : genreReply(call),
    )
    const assistant = toyAssistant({ model })
    expect(await assistant.onFeedback(somebody, itemOf('drama', 0), said(true))).toMatchObject({ lesson: null })
    expect(steps(model.calls)).toEqual(['perceive', 'learn', 'learn', 'learn'])
    expect(assistant.personality(somebody)).toEqual([])
    expect(typesOf(assistant)).toEqual(['lesson-missing'])
  })

  it('onFeedback() believes the actions where the critic contradicts them', async () => {
    const model = scriptedModel((call) =>
      call.by.step === 'rah/critic' ? '{"accurate": false, "reasons": [], "advice": []}' : genreReply(call),
    )
    const assistant = toyAssistant({ model })
    expect(await assistant.onFeedback(somebody, itemOf('drama', 0), said(true))).toMatchObject({ attempts: 1 })
    expect(typesOf(assistant)).toEqual(['critic-overruled'])
  })

  it('onFeedback() keeps the old entries where Reflect names one that is none', async () => {
    const model = scriptedModel((call) =>
      call.by.step === 'rah/reflect' ? '{"operations": [{"op": "drop", "ids": ["e77"]}]}' : genreReply(call),
    )
    const assistant = toyAssistant({ model })
    await assistant.onFeedback(somebody, itemOf('drama', 0), said(true))
    expect(assistant.personality(somebody)).toHaveLength(1)
    expect(typesOf(assistant)).toEqual(['merge-rejected'])
  })

  it('onFeedback() asks Learn, Act and Critic equally often where nothing fails', async () => {
    const model = genreReader()
    const assistant = toyAssistant({ model })
    for (const person of PEOPLE.slice(0, 5)) await teach(assistant, person, { events: 6 })
    const counts = Map.groupBy(steps(model.calls), (step) => step)
    expect(counts.get('act')).toHaveLength(counts.get('learn')!.length)
    expect(counts.get('critic')).toHaveLength(counts.get('learn')!.length)
  })

  it('onFeedback() keeps words of a model only where the catalogue supports them', async () => {
    const model = scriptedModel((call) =>
      call.by.step === 'rah/perceive'
        ? JSON.stringify({ words: 'A sequel by Steven Spielberg.', values: ['category: western', 'category: drama'] })
        : genreReply(call),
    )
    const assistant = toyAssistant({ model })
    await assistant.judge(somebody, itemOf('drama', 0))
    expect(assistant.libraries().items).toMatchObject([{ values: ['category: drama'] }])
    expect(assistant.libraries().items[0]!.words).not.toContain('Spielberg')
    expect(typesOf(assistant)).toEqual(['words-ungrounded'])
  })

  it.each([
    ['an unknown item', itemId('nothing'), said(true)],
    ['an action that is none', itemOf('drama', 0), said('like' as never)],
    ['what an agent did', itemOf('drama', 0), { ...said(true), origin: 'simulated' as const }],
    ['a time before the last', itemOf('drama', 0), said(true, 1)],
  ])('onFeedback() refuses %s, before any call', async (_, item, feedback) => {
    const model = genreReader()
    const assistant = toyAssistant({ model, ordered: true })
    await assistant.onFeedback(somebody, itemOf('comedy', 0), said(true, 5))
    const [before, calls] = [assistant.libraries(), model.calls.length]
    await expect(assistant.onFeedback(somebody, item, feedback)).rejects.toMatchObject(failed)
    expect(model.calls).toHaveLength(calls)
    expect(assistant.libraries()).toEqual(before)
  })
})

describe('toy world', () => {
  it.each(['rules', 'a model'])('judge() is right on all held-out items after three events, by %s', async (how) => {
    const assistant = toyAssistant(how === 'rules' ? {} : { model: genreReader() })
    for (const person of PEOPLE) {
      await teach(assistant, person, { events: 3 })
      expect(await allRight(assistant, person)).toBe(true)
    }
  })

  it('judge() keeps the right rule of most people where every fifth event is turned round', async () => {
    const assistant = toyAssistant()
    let kept = 0
    for (const person of PEOPLE) {
      await teach(assistant, person, { events: 20, flipped: 0.2, random: randomStream(3, person.user) })
      kept += Number(await allRight(assistant, person))
    }
    expect(kept / PEOPLE.length).toBeGreaterThanOrEqual(0.9)
  })

  it('personality() has evidence that points to events of the person', async () => {
    const assistant = toyAssistant()
    for (const person of PEOPLE) await teach(assistant, person, { events: 9, flipped: 0.3 })
    const { records, personality } = assistant.libraries()
    for (const { user, entries } of personality) {
      const own = new Set(records.filter((record) => record.user === user).map(({ id }) => id))
      expect(entries.length).toBeGreaterThan(0)
      for (const { evidence } of entries) expect(evidence.every((id) => own.has(id))).toBe(true)
    }
  })

  it('libraries() go through JSON and go on where they were', async () => {
    const first = toyAssistant()
    await teach(first, PEOPLE[0]!, { events: 4 })
    first.allowProxies(somebody, false)
    const kept = librariesSchema.parse(JSON.parse(JSON.stringify(first.libraries())))
    const second = toyAssistant({ from: kept })
    expect(second.libraries()).toEqual(first.libraries())
    await teach(first, PEOPLE[0]!, { events: 2 })
    await teach(second, PEOPLE[0]!, { events: 2 })
    expect(second.personality(somebody)).toEqual(first.personality(somebody))
  })
})

describe('domainMode', () => {
  const judgedIn = async (domainMode: 'single' | 'cross' | 'mixed', n: number) => {
    const assistant = toyAssistant({}, { domainMode })
    for (const film of [0, 1, 2]) {
      await assistant.onFeedback(somebody, itemOf('drama', film), said(false))
      await assistant.onFeedback(somebody, itemOf('comedy', film), said(true))
    }
    return (await assistant.judge(somebody, itemOf('drama', n)))!
  }

  it('judge() goes by the domain of the item, by the others, or by all', async () => {
    const [film, book] = [5, 11]
    expect((await judgedIn('single', film)).reasonsAgainst).toEqual(['category: drama'])
    expect((await judgedIn('single', book)).reasonsAgainst).toEqual([])
    expect((await judgedIn('cross', book)).reasonsAgainst).toEqual(['category: drama'])
    expect((await judgedIn('cross', film)).reasonsAgainst).toEqual([])
    expect((await judgedIn('mixed', book)).reasonsAgainst).toEqual(['category: drama'])
  })
})

describe('onRecommendation()', () => {
  const items = GENRES.flatMap((genre) => [itemOf(genre, 8), itemOf(genre, 9)])
  const person = PEOPLE[0]!
  const taught = async (
    parts: Parameters<typeof toyAssistant>[0] = {},
    options: Parameters<typeof toyAssistant>[1] = {},
  ) => {
    const assistant = toyAssistant(parts, options)
    await teach(assistant, person, { events: 4 })
    return assistant
  }

  it('onRecommendation() drops what the person would dislike, with reasons, and shows it again when asked', async () => {
    const assistant = await taught()
    const { shown, dropped } = await assistant.onRecommendation(person.user, items)
    expect(dropped.map(({ item }) => item)).toEqual([itemOf(person.hates, 8), itemOf(person.hates, 9)])
    expect(dropped[0]!.reasons).toEqual([`category: ${person.hates}`])
    expect(shown).toEqual(items.filter((item) => !item.startsWith(person.hates)))
    expect(typesOf(assistant)).toContain('item-dropped')
    assistant.restore(person.user, itemOf(person.hates, 9))
    const again = await assistant.onRecommendation(person.user, items)
    expect(again.dropped.map(({ item }) => item)).toEqual([itemOf(person.hates, 8)])
    expect(() => assistant.restore(person.user, itemOf(person.likes, 8))).toThrow(expect.objectContaining(failed))
  })

  it('onRecommendation() never shows fewer items than it must', async () => {
    const hated = [itemOf(person.hates, 7), itemOf(person.hates, 8), itemOf(person.hates, 9)]
    for (const minShown of [0, 1, 2, 9]) {
      const { shown } = await (await taught({}, { minShown })).onRecommendation(person.user, hated)
      expect(shown).toHaveLength(Math.min(minShown, hated.length))
    }
  })

  it('onRecommendation() neither drops an item nor sends a proxy where Act has no attitude', async () => {
    const model = scriptedModel((call) => (call.by.step === 'rah/act' ? '{"attitude": "dis"}' : genreReply(call)))
    const assistant = toyAssistant({ model }, { proxies: 'always' })
    const { shown, dropped, proxies } = await assistant.onRecommendation(person.user, items)
    expect({ shown, dropped, proxies }).toEqual({ shown: items, dropped: [], proxies: [] })
    // One repair each.
    expect(steps(model.calls).filter((step) => step === 'act')).toHaveLength(2 * items.length)
  })

  it('onRecommendation() reads "dislike" as dislike', async () => {
    const model = scriptedModel((call) =>
      call.by.step === 'rah/act'
        ? '{"reasonsFor": ["like"], "reasonsAgainst": [], "attitude": "dislike", "probability": 0.7}'
        : genreReply(call),
    )
    const assistant = toyAssistant({ model })
    const guess = await assistant.judge(somebody, items[0]!)
    expect(guess).toMatchObject({ liked: false, reasonsFor: ['like'] })
    expect(guess!.probability).toBeCloseTo(0.3)
  })

  it('onRecommendation() sends proxies always, never, or behind the gate, and marks them', async () => {
    const always = await (await taught({}, { proxies: 'always' })).onRecommendation(person.user, items)
    expect(always.proxies.map(({ item }) => item)).toEqual(items)
    expect(always.proxies.every(({ origin, weight }) => origin === 'simulated' && weight === 0.3)).toBe(true)
    for (const proxies of ['off', 'gated'] as const) {
      const assistant = await taught({}, { proxies })
      expect((await assistant.onRecommendation(person.user, items)).proxies).toEqual([])
      expect(typesOf(assistant).filter((type) => type === 'proxy-withheld')).toHaveLength(items.length)
    }
    const assistant = await taught({}, { proxies: 'always' })
    assistant.allowProxies(person.user, false)
    expect((await assistant.onRecommendation(person.user, items)).proxies).toEqual([])
  })

  it('onRecommendation() lets nothing out that the policy forbids', async () => {
    const books = GENRES.flatMap((genre) => [itemOf(genre, 10), itemOf(genre, 11)])
    const policy = { entries: ['prefers' as const], domains: ['films'], proxies: true }
    const assistant = await taught({ policy }, { proxies: 'always' })
    await assistant.onFeedback(person.user, books[0]!, said(true))
    await assistant.onRecommendation(person.user, [...items, ...books.slice(1)])
    assistant.share(person.user)
    expect(assistant.outgoing.length).toBeGreaterThan(items.length)
    expect(assistant.outgoing.every(({ domain }) => domain === 'films')).toBe(true)
    expect(JSON.stringify(assistant.outgoing)).not.toContain('disprefers')
    const silent = await taught({ policy: NOTHING_LEAVES }, { proxies: 'always' })
    expect((await silent.onRecommendation(person.user, items)).proxies).toEqual([])
    expect(silent.share(person.user)).toEqual([])
    expect(silent.outgoing).toEqual([])
  })

  it('onRecommendation() and policies refuse what is not in the catalogue', async () => {
    const assistant = toyAssistant()
    await expect(assistant.onRecommendation(somebody, [itemId('none')])).rejects.toMatchObject(failed)
    await expect(assistant.onRecommendation(somebody, [items[0]!, items[0]!])).rejects.toMatchObject(failed)
    expect(() => toyAssistant({ policy: { ...NOTHING_LEAVES, domains: ['music'] } })).toThrow(
      expect.objectContaining(failed),
    )
    expect(assistant.libraries().personality).toEqual([])
  })
})

describe('checkGate()', () => {
  const person = PEOPLE[0]!
  const heldOut = (right: boolean) =>
    Array.from({ length: 20 }, (_, n) => ({
      user: person.user,
      item: itemOf(n % 2 === 0 ? person.likes : person.hates, (n >> 1) % 10),
      ...said((n % 2 === 0) === right),
    }))

  it('checkGate() opens for an assistant that is right and stays closed for one that is wrong', async () => {
    const good = toyAssistant({ agents: fixed('rule') })
    expect(await good.checkGate(person.user, heldOut(true))).toMatchObject({ open: true, agreement: 1, events: 20 })
    expect(await good.checkGate(person.user, heldOut(true).slice(1))).toMatchObject({ open: false, events: 19 })
    const wrong = toyAssistant({ agents: fixed('rule') })
    expect(await wrong.checkGate(person.user, heldOut(false))).toMatchObject({ open: false, agreement: 0 })
    expect((await wrong.onRecommendation(person.user, [itemOf(person.likes, 9)])).proxies).toEqual([])
  })

  it('checkGate() refuses events that were learned from', async () => {
    const assistant = toyAssistant()
    await teach(assistant, person, { events: 1 })
    await expect(assistant.checkGate(person.user, heldOut(true))).rejects.toMatchObject(failed)
  })
})

it('rahAssistant() keeps people apart', async () => {
  const assistant = toyAssistant()
  await teach(assistant, PEOPLE[0]!, { events: 4 })
  expect(assistant.personality(userId('u7'))).toEqual([])
  expect((await assistant.judge(userId('u7'), itemOf('drama', 3)))!.probability).toBe(0.5)
  expect(agentMind('choice').does('taste')).toBe(false)
})

/** Agents that always guess the same, or by the rule of the first person. */
function fixed(how: { readonly liked: boolean } | 'rule'): RahAgents {
  return {
    decidedBy: 'rule',
    perceive: async ({ id, title, categories }) => {
      const values = categories.map((category) => `category: ${category}`)
      return { item: id, title, domain: 'films', words: title, values }
    },
    learn: async ({ about, liked }) =>
      liked ? { prefers: about.values, disprefers: [] } : { prefers: [], disprefers: about.values },
    act: async ({ values }) => {
      const liked = how === 'rule' ? values.includes(`category: ${PEOPLE[0]!.likes}`) : how.liked
      return { liked, probability: liked ? 1 : 0, reasonsFor: [], reasonsAgainst: [] }
    },
    critic: async (_, guess, action) => ({ accurate: guess.liked === action, reasons: [], advice: [] }),
    reflect: async () => [],
  }
}
