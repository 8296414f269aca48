import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MindFailure } from '../../domain/index.ts'
import { choiceMind } from '../../minds/choice/choice-mind.ts'
import { randomStream } from '../../random.ts'
import { type ScriptedAnswer, scriptedMind } from '../../testing/scripted-mind.ts'
import type { MemoryStore, Observation } from './memory-store.ts'
import { type TierConstants, tierPresets } from './presets.ts'
import type { InsightFacts, ObserveFacts, ReflectFacts, SalientFacts } from './prompts.ts'
import { memoryTemplates } from './templates.ts'
import { restoreTieredMemory, type TieredMemoryParts, tieredMemory } from './tiered-memory.ts'
import { hashedVectors } from './vectors.ts'

const who = { name: 'Ann', about: 'I like quiet films.', things: 'films' }
const vectors = hashedVectors(64)
const factsSchema = z.object({ n: z.number() })
type Facts = z.infer<typeof factsSchema>

const rated =
  (importance: number) =>
  ({ text }: ObserveFacts) => ({ sentence: text, importance })
const answers = {
  'memory/observe': rated(8),
  'memory/insight': ({ memory, recurring }: InsightFacts) => {
    return { sentence: `I care for ${memory} and ${recurring.length} more`, importance: 9 }
  },
  'memory/salient': ({ memories }: SalientFacts) => memories[0]!,
  'memory/reflect': ({ memories }: ReflectFacts) => {
    return { sentence: memories[0]!.text, from: memories.slice(0, 2).map(({ id }) => id) }
  },
}

function made(script: Partial<Record<keyof typeof answers | string, ScriptedAnswer>> = {}, agent = 'ann') {
  const mind = scriptedMind({ ...answers, ...script } as Record<string, ScriptedAnswer>)
  const parts: TieredMemoryParts = { who, mind, vectors, random: randomStream(5, 'memory', agent) }
  return { mind, parts }
}

const FILMS = ['western', 'horror', 'comedy', 'noir', 'opera', 'ballet', 'silent', 'war', 'jazz', 'space', 'crime']
const film = (n: number, at = n): Observation<Facts> => {
  return { at, text: `I saw a ${FILMS[n % FILMS.length]} film`, facts: { n } }
}
const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type)

/** Lives through some hours: films come again, and every third hour something is recalled. */
async function live(store: MemoryStore<Facts>, from: number, to: number): Promise<string[]> {
  const log: string[] = []
  for (let hour = from; hour < to; hour++) {
    const kind = [0, 0, 0, 0, 1, 2, 2, 2, 2, 3][hour % 10]! + (Math.floor(hour / 40) % 7)
    const events = await store.observe({ ...film(kind, 3 * hour), facts: { n: hour } })
    log.push(...events.map((event) => JSON.stringify(event)))
    if (hour % 3 > 0) continue
    const { longTerm, events: more } = await store.recall({ text: film(kind).text, at: 3 * hour, reaction: `r${hour}` })
    log.push(
      ...more.map((event) => JSON.stringify(event)),
      ...longTerm.map(({ entry, score }) => `${entry.id} ${score}`),
    )
  }
  return log
}

describe('tieredMemory()', () => {
  it('tieredMemory() drops what is rated 6 and stores what is rated 7, in one question each', async () => {
    for (const [rating, kept] of [
      [6, 0],
      [7, 1],
    ] as const) {
      const { mind, parts } = made({ 'memory/observe': rated(rating) })
      const store = tieredMemory<Facts>(parts)
      const events = await store.observe(film(0))
      expect(types(events)).toEqual([kept ? 'memory-stored' : 'memory-dropped'])
      expect(store.entries).toHaveLength(kept)
      expect(types(mind.asked)).toEqual(['memory/observe'])
    }
  })

  it('tieredMemory() asks twice where it is told so, and not at all where the importance is known', async () => {
    const { mind, parts } = made({ 'memory/compress': () => 'A film.', 'memory/importance': () => 9 })
    const store = tieredMemory<Facts>(parts, { ...tierPresets.recagent, observeCalls: 2 })
    await store.observe(film(0))
    await store.observe({ ...film(1), importance: 0.9 })
    expect(types(mind.asked)).toEqual(['memory/compress', 'memory/importance'])
    expect(store.entries.map(({ text, importance }) => [text, importance])).toEqual([
      ['A film.', expect.closeTo(0.81)],
      ['I saw a horror film', 0.9],
    ])
  })

  it('tieredMemory() keeps id, time, facts and where a memory came from', async () => {
    const { mind, parts } = made()
    const store = tieredMemory<Facts>(parts)
    await store.observe({ ...film(1, 2.5), provenance: { type: 'agent', agent: 'Bob' } })
    expect(store.entries[0]).toEqual({
      id: 'm1',
      at: 2.5,
      lastAccess: 2.5,
      text: 'I saw a horror film',
      importance: expect.closeTo(0.72),
      facts: { n: 1 },
      provenance: { type: 'agent', agent: 'Bob' },
    })
    expect(mind.asked[0]!.facts).toMatchObject({ provenance: { agent: 'Bob' }, facts: { n: 1 } })
  })

  it('tieredMemory() promotes what comes up again with an insight that names its sources', async () => {
    const { parts } = made()
    const store = tieredMemory<Facts>(parts)
    const events = []
    // The newest is like what comes at p = sigma(1.1) = .75: some draws fail.
    for (let n = 0; n < 8; n++) events.push(...(await store.observe(film(0, n))))
    const promoted = events.find((event) => event.type === 'memory-promoted')!
    const insight = events.find((event) => event.type === 'insight-stored')!
    expect(insight.from[0]).toBe(promoted.id)
    expect(insight.from).toHaveLength(4)
    const entry = store.entries.find(({ id }) => id === insight.id)!
    expect(entry).toMatchObject({ provenance: { type: 'reflection', from: insight.from }, facts: null })
    expect(entry.importance).toBeCloseTo(0.81)
    expect(entry.text).toMatch(/^I care for .* and 3 more$/)
  })

  it('tieredMemory() reflects when more than 10 of importance was stored, merges what the insight repeats', async () => {
    const { mind, parts } = made()
    const store = tieredMemory<Facts>(parts)
    let stored = 0
    for (let hour = 0; hour < 200; hour++) {
      const events = await store.observe(film(hour % 2, hour))
      const reflected = mind.asked.some(({ type }) => type === 'memory/reflect')
      for (const event of events) {
        if (event.type === 'memory-promoted') stored += 0.72
        if (event.type === 'insight-stored') stored += 0.81
      }
      if (!reflected) {
        expect(stored).toBeLessThanOrEqual(10)
        continue
      }
      const insight = events.findLast((event) => event.type === 'insight-stored')!
      // The insight of the reflection itself was added above.
      expect(stored - 0.81).toBeGreaterThan(10)
      const merged = events.filter((event) => event.type === 'memory-merged')
      expect(merged.map(({ into }) => into)).toContain(insight.id)
      expect(merged.every(({ id }) => insight.from.includes(id))).toBe(true)
      for (const { id } of store.entries) expect(merged.map((event) => event.id)).not.toContain(id)
      return
    }
    expect.unreachable('it never reflected')
  })

  it('tieredMemory() recalls once a reaction: asked again it gives the same and changes nothing', async () => {
    const { parts } = made()
    const store = tieredMemory<Facts>(parts)
    await live(store, 0, 60)
    const request = { text: film(0).text, at: 300, reaction: 'page 1' }
    const first = await store.recall(request)
    const after = JSON.stringify(store.snapshot())
    const again = await store.recall(request)
    expect({ ...again, events: first.events }).toEqual(first)
    expect(JSON.stringify(store.snapshot())).toBe(after)
    expect(first.longTerm.length).toBe(5)
    expect(first.shortTerm.length).toBeGreaterThan(0)
  })

  it('tieredMemory() strengthens by what it recalls without inserting it', async () => {
    const { parts } = made()
    const store = tieredMemory<Facts>(parts)
    await live(store, 0, 60)
    const { shortTerm } = await store.recall({ text: film(0).text, at: 300, reaction: 'a' })
    const sizes: number[] = [shortTerm.length]
    let strengthened = 0
    for (let n = 0; n < 10; n++) {
      const found = await store.recall({ text: film(n % 4).text, at: 300, reaction: String(n) })
      strengthened += types(found.events).filter((type) => type === 'memory-enhanced').length
      sizes.push(found.shortTerm.length)
    }
    expect(strengthened).toBeGreaterThan(0)
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  })

  it('tieredMemory() records a mind without an answer and goes on', async () => {
    const { parts } = made({ 'memory/observe': () => new MindFailure('refused', 'memory/observe', 'no') })
    const store = tieredMemory<Facts>(parts)
    expect(await store.observe(film(0))).toEqual([
      { type: 'answer-failed', kind: 'refused', step: 'memory/observe', raw: 'no' },
    ])
    expect(store.entries).toEqual([])
    const wrong = made({ 'memory/observe': rated(11) })
    expect(types(await tieredMemory<Facts>(wrong.parts).observe(film(0)))).toEqual(['answer-failed'])
  })

  it('tieredMemory() takes no insight that rests on a memory it was not shown', async () => {
    const { parts } = made({ 'memory/reflect': () => ({ sentence: 'I know.', from: ['m999'] }) })
    const log = await live(tieredMemory<Facts>(parts), 0, 120)
    expect(log.filter((line) => line.includes('memory/reflect')).length).toBeGreaterThan(0)
    expect(log.filter((line) => line.includes('m999') && line.includes('insight-stored'))).toEqual([])
  })

  it('tieredMemory() never holds more than its capacity in short-term memory', async () => {
    const lives = fc.array(fc.record({ n: fc.nat(10), rating: fc.integer({ min: 5, max: 10 }) }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(lives, fc.integer({ min: 1, max: 10 }), async (all, capacity) => {
        const { parts } = made({
          'memory/observe': ({ text, facts }: ObserveFacts) => {
            return { sentence: text, importance: (facts as { rating: number }).rating }
          },
        })
        const store = tieredMemory<unknown>(parts, { ...tierPresets.recagent, capacity })
        for (const [at, { n, rating }] of all.entries()) {
          await store.observe({ ...film(n, at), facts: { rating } })
          const { shortTerm } = await store.recall({ text: 'film', at, reaction: String(at) })
          expect(shortTerm.length).toBeLessThanOrEqual(capacity)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('tieredMemory() draws for itself: what others do in between changes nothing', async () => {
    const alone = await live(tieredMemory<Facts>(made().parts), 0, 90)
    const [ann, bob] = [tieredMemory<Facts>(made().parts), tieredMemory<Facts>(made({}, 'bob').parts)]
    const [together, others] = await Promise.all([live(ann, 0, 90), live(bob, 0, 90)])
    expect(together).toEqual(alone)
    expect(others).not.toEqual(alone)
  })

  it('tieredMemory() works on one request after the other, in the order they were made', async () => {
    const one = tieredMemory<Facts>(made().parts)
    const other = tieredMemory<Facts>(made().parts)
    const observations = Array.from({ length: 30 }, (_, n) => film(n % 3, n))
    const atOnce = await Promise.all(observations.map((observation) => one.observe(observation)))
    const inTurn = []
    for (const observation of observations) inTurn.push(await other.observe(observation))
    expect(atOnce).toEqual(inTurn)
  })

  it('tieredMemory() refuses times that go backwards, importances beyond 1 and constants it can not work with', async () => {
    const store = tieredMemory<Facts>(made().parts)
    await store.observe(film(0, 5))
    await expect(store.observe(film(0, 4))).rejects.toMatchObject({ code: 'config/range' })
    await expect(store.observe(film(0, Number.NaN))).rejects.toMatchObject({ code: 'config/range' })
    await expect(store.observe({ ...film(0, 6), importance: 1.5 })).rejects.toMatchObject({ code: 'config/range' })
    expect(types(await store.observe(film(0, 6)))).toContain('memory-stored')
    const broken: Partial<TierConstants>[] = [{ capacity: 0 }, { decay: 0 }, { recall: 1.5 }, { cut: Number.NaN }]
    for (const part of broken) {
      expect(() => tieredMemory(made().parts, { ...tierPresets.recagent, ...part })).toThrow(
        expect.objectContaining({ code: 'config/range' }),
      )
    }
  })

  it('tieredMemory() needs no language model: a choice mind answers by template', async () => {
    const { words, values } = memoryTemplates(({ facts }) => ((facts as Facts).n % 2 ? 9 : 3))
    const mind = choiceMind({ utility: { of: () => [] }, words: (q) => words(q) ?? '', values })
    const store = tieredMemory<Facts>({ ...made().parts, mind })
    const log = await live(store, 0, 200)
    expect(log.filter((line) => line.includes('answer-failed'))).toEqual([])
    expect(log.some((line) => line.includes('memory-merged'))).toBe(true)
    expect(log.some((line) => line.includes('memory-dropped'))).toBe(true)
  })
})

describe('restoreTieredMemory()', () => {
  it('restoreTieredMemory() goes on as if nothing had happened, wherever it was cut', async () => {
    for (const forgetting of ['delete', 'marker'] as const) {
      const whole = tieredMemory<Facts>(made().parts, { ...tierPresets.recagent, forgetting })
      const log = await live(whole, 0, 160)
      expect(log.some((line) => line.includes('memory-forgotten'))).toBe(true)
      for (const cut of [0, 1, 97]) {
        const store = tieredMemory<Facts>(made().parts, { ...tierPresets.recagent, forgetting })
        const before = await live(store, 0, cut)
        const text = JSON.stringify(store.snapshot())
        const restored = await restoreTieredMemory(JSON.parse(text), made().parts, factsSchema)
        expect(JSON.stringify(restored.snapshot())).toBe(text)
        expect([...before, ...(await live(restored, cut, 160))]).toEqual(log)
        expect(JSON.stringify(restored.snapshot())).toBe(JSON.stringify(whole.snapshot()))
      }
    }
  })

  it('restoreTieredMemory() refuses another version, other vectors, other facts and what is damaged', async () => {
    const store = tieredMemory<Facts>(made().parts)
    await live(store, 0, 30)
    const kept = store.snapshot() as Record<string, unknown>
    const parts = made().parts
    const broken: unknown[] = [
      null,
      {},
      { ...kept, version: 2 },
      { ...kept, longTerm: 'none' },
      { ...kept, extra: 1 },
      { ...kept, shortTerm: [{}] },
    ]
    for (const snapshot of broken) {
      await expect(restoreTieredMemory(snapshot, parts, factsSchema)).rejects.toMatchObject({ code: 'memory/version' })
    }
    const others = { ...parts, vectors: hashedVectors(32) }
    await expect(restoreTieredMemory(kept, others, factsSchema)).rejects.toThrow(/hashed-text 64.*hashed-text 32/)
    await expect(restoreTieredMemory(kept, parts, z.string())).rejects.toMatchObject({ code: 'memory/version' })
  })
})
