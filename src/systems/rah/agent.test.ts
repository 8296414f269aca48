import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentMind, pastOf, surroundings } from '../../agents/index.ts'
import { type AgentTask, itemId, Label, ModelFailure, userId } from '../../domain/index.ts'
import { ease } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
import { scriptedModel, toyWorld } from '../../testing/index.ts'
import { GENRES, genreReader, genreReply, itemOf, PEOPLE, toyData } from './_toy.test-parts.ts'
import { feedbackWeights, rah, rahOptions, realCounts } from './index.ts'
import { proxyGate } from './proxy-gate.ts'

const data = toyData()
const fitted = await ease().fit(data, { random: randomStream(1), threads: 1 })
const around = surroundings({ past: pastOf(data), ranker: fitted })
const run = { surroundings: around, random: randomStream(1), elapsed: () => 0 }
const person = PEOPLE[0]!
const { user } = person
const byRules = rah.create({ mind: agentMind('choice') }, rah.options.parse({}))
const candidates = GENRES.flatMap((genre) => [itemOf(genre, 10), itemOf(genre, 3)])
/** Books, which are judged by what the person did with films where all domains count. */
const mixed = rah.create({ mind: agentMind('choice') }, rah.options.parse({ domainMode: 'mixed' }))

describe('rah', () => {
  it('rah ranks what the personality likes first and what it does not like last', async () => {
    const task = { type: 'rank', id: 't', user, candidates, k: 8 } as const
    const { answer, status, decidedBy, cost } = await mixed.perform(task, run)
    const genres = (answer as readonly string[]).map((id) => id.split('-')[0])
    expect(genres.slice(0, 2)).toEqual([person.likes, person.likes])
    expect(genres.slice(-2)).toEqual([person.hates, person.hates])
    expect({ status, decidedBy, calls: cost.calls }).toEqual({ status: 'answered', decidedBy: 'rule', calls: 0 })
  })

  it("rah rates between the means of the person's own halves", async () => {
    const stars = async (genre: string) =>
      (await mixed.perform({ type: 'rate', id: 't', user, item: itemOf(genre, 10) }, run)).answer as number
    expect(await stars(person.likes)).toBeGreaterThan(3)
    expect(await stars(person.hates)).toBeLessThan(3)
  })

  it('rah proposes next what the utility puts first, without what it drops, and nothing that was touched', async () => {
    const { answer, details } = await mixed.perform({ type: 'next', id: 't', user, k: 12 }, run)
    const ids = answer as readonly string[]
    expect(ids.some((id) => id.startsWith(person.hates))).toBe(false)
    expect(details['dropped']).toBeGreaterThan(0)
    const index = data.users.index(user)!
    expect(ids.some((id) => around.past.touched(index, data.items.index(itemId(id))!))).toBe(false)
  })

  it('rah explains from facts by a template, and by a model in checked words only', async () => {
    const task = { type: 'explain', id: 't', user, item: itemOf(person.likes, 7) } as const
    const plain = await byRules.perform(task, run)
    expect(plain).toMatchObject({ status: 'answered', decidedBy: 'template' })
    expect(plain.answer).toContain(`${person.likes} number 7`)
    const boasting = scriptedModel(() => 'It won an Oscar for Steven Spielberg.')
    const worded = await rah
      .create({ mind: agentMind('language', { model: boasting }) }, rahOptions.parse({}))
      .perform(task, run)
    expect(worded).toMatchObject({ answer: plain.answer, decidedBy: 'template', details: { fellBack: 1 } })
    expect(worded.cost.calls).toBe(2)
  })

  it('rah gives a model only the jobs that were granted', async () => {
    const model = genreReader()
    const options = rahOptions.parse({ lessons: 2 })
    const task = { type: 'rate', id: 't', user, item: itemOf(person.likes, 8) } as const
    const none = agentMind('hybrid', { model, granted: new Set(['wording']) })
    expect(await rah.create({ mind: none }, options).perform(task, run)).toMatchObject({ decidedBy: 'rule' })
    expect(model.calls).toEqual([])
    const taste = agentMind('hybrid', { model, granted: new Set(['taste']) })
    const { decidedBy, cost } = await rah.create({ mind: taste }, options).perform(task, run)
    // Two lessons of four calls and one judgement; nothing is described, since that was not granted.
    expect({ decidedBy, calls: cost.calls }).toEqual({ decidedBy: 'model', calls: 9 })
  })

  it('rah turns failures of a model into results', async () => {
    const task = { type: 'rank', id: 't', user, candidates, k: 3 } as const
    const broken = scriptedModel(() => new ModelFailure('provider', 'gone'))
    const mind = agentMind('language', { model: broken })
    const result = await rah.create({ mind }, rahOptions.parse({ lessons: 1 })).perform(task, run)
    expect(result).toMatchObject({ status: 'failed', answer: null, failure: { kind: 'provider' } })
    const reading = agentMind('language', { model: genreReader() })
    const poor = await rah
      .create({ mind: reading }, rahOptions.parse({ lessons: 1 }))
      .perform(task, { ...run, budget: { calls: 7 } })
    expect(poor).toMatchObject({ status: 'budget', failure: { kind: 'budget' }, cost: { calls: 7 } })
    expect(poor.answer).toHaveLength(3)
  })

  it('rah names items of the catalogue only, whatever a model says', async () => {
    const tasks: fc.Arbitrary<AgentTask> = fc.oneof(
      fc.record({
        type: fc.constant('rank' as const),
        id: fc.constant('t'),
        user: fc.constant(user),
        candidates: fc.uniqueArray(fc.constantFrom(...candidates), { minLength: 1 }),
        k: fc.integer({ min: 1, max: 10 }),
      }),
      fc.record({
        type: fc.constant('next' as const),
        id: fc.constant('t'),
        user: fc.constant(user),
        k: fc.integer({ min: 1, max: 4 }),
      }),
    )
    const replies = fc.constantFrom('{"attitude": "like", "item": "made up"}', 'Watch Alien 9!', null)
    await fc.assert(
      fc.asyncProperty(tasks, replies, async (task, reply) => {
        const model = scriptedModel((call) => reply ?? genreReply(call))
        const agent = rah.create({ mind: agentMind('language', { model }) }, rahOptions.parse({ lessons: 1 }))
        const { answer } = await agent.perform(task, run)
        const ids = (answer ?? []) as readonly ReturnType<typeof itemId>[]
        expect(ids.every((id) => data.items.index(id) !== undefined)).toBe(true)
        expect(new Set(ids).size).toBe(ids.length)
        if (task.type === 'rank') expect(ids.every((id) => task.candidates.includes(id))).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  it('rah answers a task alike whatever it was asked before', async () => {
    const task = { type: 'rank', id: 't', user, candidates, k: 8 } as const
    const first = await byRules.perform(task, run)
    await byRules.perform({ type: 'next', id: 'other', user: userId('u3'), k: 3 }, run)
    expect(await byRules.perform(task, run)).toEqual(first)
  })

  it.each<AgentTask>([
    { type: 'summarise', id: 't', user, item: candidates[0]!, review: 'Lovely.' },
    { type: 'rate', id: 't', user: userId('stranger'), item: candidates[0]! },
    { type: 'rate', id: 't', user, item: itemId('none') },
    { type: 'rank', id: 't', user, candidates: [candidates[0]!, candidates[0]!], k: 1 },
    { type: 'rank', id: 't', user, candidates: [], k: 1 },
    { type: 'next', id: 't', user, k: 0 },
  ])('rah refuses $type of $user before any call', async (task) => {
    const model = genreReader()
    const agent = rah.create({ mind: agentMind('language', { model }) }, rahOptions.parse({}))
    await expect(agent.perform(task, run)).rejects.toMatchObject({ code: 'planner/bad-input' })
    expect(model.calls).toEqual([])
  })

  it('rah refuses a task that holds a label', async () => {
    const task = { type: 'next', id: 't', user, k: 1, truth: new Label(candidates[0]!) }
    await expect(byRules.perform(task as never, run)).rejects.toMatchObject({ code: 'planner/label' })
  })

  it('rah learns nothing from rows that are hidden', async () => {
    const whole = toyWorld()
    const world = await ease().fit(whole, { random: randomStream(1), threads: 1 })
    const row = whole.log.offsets[1]! - 1
    const seen = surroundings({ past: pastOf(whole, { row: whole.log.offsets[0]! }), ranker: world })
    const task = { type: 'rate', id: 't', user: whole.users.ids[0]!, item: whole.items.ids[whole.log.item[row]!]! }
    const { details } = await byRules.perform(task as AgentTask, { ...run, surroundings: seen })
    expect(details).toMatchObject({ entries: 0, probability: 0.5 })
  })
})

describe('proxyGate()', () => {
  it('proxyGate() stays closed where always saying like does as well', () => {
    const liked = Array.from({ length: 20 }, (_, n) => n < 15)
    const gate = proxyGate(
      liked,
      liked.map((one, n) => (n % 4 === 3 ? !one : one)),
    )
    expect(gate).toMatchObject({ open: false, agreement: 0.75, control: 0.75 })
  })

  it('proxyGate() counts an answer that is missing as wrong, and knows nothing of nobody', () => {
    expect(proxyGate([true, false], [null, false])).toMatchObject({ agreement: 0.5 })
    expect(proxyGate([], [])).toEqual({ open: false, events: 0, agreement: null, low: null, control: null })
  })
})

describe('feedbackWeights()', () => {
  const own = { user, item: candidates[0]!, liked: true, at: 1, origin: 'logged' as const }
  const proxy = { ...own, origin: 'simulated' as const, probability: 0.9, weight: 0.3 }

  it('feedbackWeights() weighs proxies less, and popularity does not count them', () => {
    const weights = feedbackWeights([own, proxy, proxy], { propensity: 'none' }, () => 1)
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1.6)
    expect(
      realCounts([own, proxy, proxy], (item) => data.items.index(item), data.items.size)[data.items.index(own.item)!],
    ).toBe(1)
  })

  it('feedbackWeights() divides by the propensity, at most tenfold where clipped', () => {
    expect(feedbackWeights([own, proxy], { propensity: 'ips' }, () => 0.05)).toEqual([20, 6])
    expect(feedbackWeights([own, proxy], { propensity: 'clipped-ips' }, () => 0.05)).toEqual([10, 3])
  })
})
