import type { z } from 'zod'
import { type Mind, MindFailure } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { requireConstants, requireImportance, requireTime } from './_checks.ts'
import { oneAtATime } from './_in-turn.ts'
import { type TieredSnapshot, tieredSchema, writtenTiers } from './_tiered-snapshot.ts'
import type { MemoryEntry, Provenance } from './entry.ts'
import { importanceOf, passesSenses } from './formulas.ts'
import { LongTerm } from './long-term.ts'
import type { MemoryEvent, MemoryStore, Observation, RecallRequest, Recollection } from './memory-store.ts'
import { type TierConstants, tierPresets } from './presets.ts'
import type { ObserveFacts, Rememberer } from './prompts.ts'
import {
  compressQuestion,
  groundedInsight,
  importanceQuestion,
  insightQuestion,
  observeQuestion,
  ratedSentence,
  reflectQuestion,
  salientQuestion,
} from './questions.ts'
import { append, enhance, type Promoted, type ShortTermEntry } from './short-term.ts'
import { MEMORY_SNAPSHOT, readSnapshot } from './snapshot.ts'
import type { TextVectors } from './vectors.ts'

/** Of what a memory in three tiers is made. */
export interface TieredMemoryParts {
  readonly who: Rememberer
  /** Answers the questions of a memory; see `memoryTemplates` for one without a language model. */
  readonly mind: Mind
  readonly vectors: TextVectors
  /** Stream of this person's memory alone. */
  readonly random: RandomStream
}

/**
 * A memory in three tiers: senses that compress and weigh, a short-term memory that strengthens what comes up again, a
 * long-term memory that is recalled, reflected on and forgotten. Wang et al. 2023 (RecAgent), section 2.2.
 *
 * Other than the released code, what is forgotten or merged leaves the draw of the next forgetting, a reaction recalls
 * once, and a reflection may name only memories that it was shown.
 *
 * @param constants the published ones unless given
 * @throws {TastemakerError} `config/range` for constants it can not work with, and from its methods for a time that goes
 *   backwards or an importance outside 0 to 1
 * @example const store = tieredMemory<Watched>({ who, mind, vectors, random: randomStream(7, 'memory', '196') })
 */
export function tieredMemory<Facts>(
  parts: TieredMemoryParts,
  constants: TierConstants = tierPresets.recagent,
): MemoryStore<Facts> {
  requireConstants({ ...constants })
  return new TieredMemory<Facts>(parts, constants)
}

/**
 * Restores a memory in three tiers, which goes on as if it had never been kept.
 *
 * @param snapshot what `snapshot()` returned, perhaps after a way through JSON
 * @param parts those it was kept with; vectors are made again from the texts
 * @param facts schema of the facts of its entries
 * @throws {TastemakerError} `memory/version` for a snapshot of another version, of other vectors, or a damaged one
 * @example const store = await restoreTieredMemory(JSON.parse(text), parts, watchedSchema)
 */
export async function restoreTieredMemory<Facts>(
  snapshot: unknown,
  parts: TieredMemoryParts,
  facts: z.ZodType<Facts>,
): Promise<MemoryStore<Facts>> {
  const kept = readSnapshot(snapshot, tieredSchema(facts), parts.vectors.fingerprint)
  const store = new TieredMemory<Facts>(parts, kept.constants)
  await store.take(kept)
  return store
}

class TieredMemory<Facts> implements MemoryStore<Facts> {
  readonly #parts: TieredMemoryParts
  readonly #constants: TierConstants
  readonly #inTurn = oneAtATime()
  readonly #longTerm: LongTerm<Facts | null>
  #shortTerm: readonly ShortTermEntry<Facts | null>[] = []
  /** Vectors of short-term memory, by id. */
  #vectors = new Map<string, Float32Array>()
  #now = Number.NEGATIVE_INFINITY
  #next = 1
  #saves = 0
  #pending = 0
  #last: (Omit<Recollection<Facts>, 'events'> & { readonly reaction: string }) | null = null

  constructor(parts: TieredMemoryParts, constants: TierConstants) {
    this.#parts = parts
    this.#constants = constants
    this.#longTerm = new LongTerm(parts.vectors.dimensions, constants)
  }

  get entries(): readonly MemoryEntry<Facts | null>[] {
    const longTerm = this.#longTerm.kept().filter(({ gone }) => gone === null)
    return [...longTerm, ...this.#shortTerm].map(({ entry }) => entry)
  }

  observe(observation: Observation<Facts>): Promise<readonly MemoryEvent[]> {
    return this.#inTurn(async () => {
      const events: MemoryEvent[] = []
      this.#moveTo(observation.at)
      const id = this.#name()
      const sensed = await this.#attempt(events, () => this.#sense(observation, id))
      if (sensed === null) return events
      if (!passesSenses(sensed.importance, this.#constants.cut)) {
        events.push({ type: 'memory-dropped', ...sensed })
        return events
      }
      const { facts, provenance = SEEN } = observation
      const entry = { id, ...sensed, ...this.#stamp(), facts, provenance }
      const vector = await this.#embed(entry.text)
      const before = this.#saves
      await this.#strengthen(entry, vector, id, events)
      this.#append(entry, vector, events)
      await this.#settle(before, events)
      return events
    })
  }

  recall({ text, at, reaction }: RecallRequest): Promise<Recollection<Facts>> {
    return this.#inTurn(async () => {
      this.#moveTo(at)
      if (this.#last?.reaction === reaction) return { ...this.#last, events: [] }
      const events: MemoryEvent[] = []
      const longTerm = this.#longTerm.recall(await this.#embed(text), this.#constants.recall, at)
      const before = this.#saves
      // What was recalled strengthens as an observation does, but is not inserted again.
      for (const { entry } of longTerm) {
        await this.#strengthen(entry, this.#longTerm.vectorOf(entry.id), `${reaction}/${entry.id}`, events)
      }
      await this.#settle(before, events)
      this.#last = { reaction, longTerm, shortTerm: this.#shortTerm.map(({ entry }) => entry) }
      return { ...this.#last, events }
    })
  }

  snapshot(): TieredSnapshot<Facts> {
    const tiers = { shortTerm: this.#shortTerm, longTerm: this.#longTerm.kept(), last: this.#last }
    const state = {
      version: MEMORY_SNAPSHOT,
      tiers: 'three',
      vectors: this.#parts.vectors.fingerprint,
      constants: this.#constants,
      now: Number.isFinite(this.#now) ? this.#now : null,
      next: this.#next,
      saves: this.#saves,
      pending: this.#pending,
      ...writtenTiers(tiers),
    }
    return JSON.parse(JSON.stringify(state))
  }

  /** Fills an empty memory from what was kept. */
  async take(kept: TieredSnapshot<Facts>): Promise<void> {
    const texts = [...kept.longTerm, ...kept.shortTerm].map(({ entry }) => entry.text)
    const vectors = texts.length > 0 ? await this.#parts.vectors.embed(texts) : []
    for (const [place, { entry, gone }] of kept.longTerm.entries()) this.#longTerm.add(entry, vectors[place]!, gone)
    this.#shortTerm = kept.shortTerm
    for (const [place, { entry }] of kept.shortTerm.entries()) {
      this.#vectors.set(entry.id, vectors[kept.longTerm.length + place]!)
    }
    this.#now = kept.now ?? Number.NEGATIVE_INFINITY
    this.#next = kept.next
    this.#saves = kept.saves
    this.#pending = kept.pending
    this.#last = kept.last
  }

  /** The senses: a sentence and its importance. */
  async #sense(observation: Observation<Facts>, id: string): Promise<{ text: string; importance: number }> {
    const { text, importance, provenance = SEEN, facts } = observation
    if (importance !== undefined) {
      requireImportance(importance)
      return { text, importance }
    }
    const { who, mind, random } = this.#parts
    const asked: ObserveFacts = { who, text, provenance, facts }
    if (this.#constants.observeCalls === 1) {
      const rated = await mind.extract(observeQuestion(asked, random.split('observe', id)), ratedSentence)
      return { text: rated.sentence, importance: importanceOf(rated.importance) }
    }
    const sentence = await mind.write(compressQuestion(asked, random.split('compress', id)))
    const question = importanceQuestion({ ...asked, text: sentence }, random.split('importance', id))
    return { text: sentence, importance: importanceOf((await mind.rate(question, RATINGS)).value) }
  }

  /** Lets a text strengthen short-term memory; what is promoted moves to long-term memory with an insight. */
  async #strengthen(
    incoming: MemoryEntry<Facts | null>,
    vector: Float32Array,
    key: string,
    events: MemoryEvent[],
  ): Promise<void> {
    const { kept, promoted, enhanced } = enhance(
      this.#shortTerm,
      { id: incoming.id, text: incoming.text },
      (place) => dot(vector, this.#vectors.get(this.#shortTerm[place]!.entry.id)!),
      (id) => this.#parts.random.split('enhance', key, id).next(),
      this.#constants,
    )
    for (const id of enhanced) events.push({ type: 'memory-enhanced', id, by: incoming.id })
    this.#shortTerm = kept
    for (const one of promoted) {
      const { entry } = one
      events.push({ type: 'memory-promoted', id: entry.id })
      this.#save(entry, this.#vectors.get(entry.id)!)
      this.#vectors.delete(entry.id)
      await this.#attempt(events, () => this.#insight(one, events))
    }
  }

  async #insight({ entry, enhancers, by }: Promoted<Facts | null>, events: MemoryEvent[]): Promise<void> {
    const { who, mind, random } = this.#parts
    const sources = [...enhancers, by]
    const facts = { who, memory: entry.text, recurring: sources.map(({ text }) => text) }
    const rated = await mind.extract(insightQuestion(facts, random.split('insight', entry.id)), ratedSentence)
    const from = [entry.id, ...sources.map(({ id }) => id)]
    await this.#keepInsight(rated.sentence, importanceOf(rated.importance), from, events)
  }

  #append(entry: MemoryEntry<Facts | null>, vector: Float32Array, events: MemoryEvent[]): void {
    const { kept, evicted } = append(this.#shortTerm, entry, this.#constants.capacity)
    this.#shortTerm = kept
    this.#vectors.set(entry.id, vector)
    events.push({ type: 'memory-stored', id: entry.id, tier: 'short-term' })
    if (evicted === null) return
    this.#vectors.delete(evicted.id)
    events.push({ type: 'memory-evicted', id: evicted.id })
  }

  /** After something was saved to long-term memory: reflect where enough has happened, then forget. */
  async #settle(savesBefore: number, events: MemoryEvent[]): Promise<void> {
    if (this.#saves === savesBefore) return
    if (this.#pending > this.#constants.reflectAt) await this.#attempt(events, () => this.#reflect(events))
    const forgotten = this.#longTerm.forget(this.#now, this.#parts.random.split('forget', this.#saves))
    for (const id of forgotten) events.push({ type: 'memory-forgotten', id })
  }

  /** A question, what is remembered of it, an answer, and the memories that the answer says as well. */
  async #reflect(events: MemoryEvent[]): Promise<void> {
    const { who, mind, random } = this.#parts
    const { reflectOver, recall } = this.#constants
    const key = this.#next
    const memories = this.#longTerm.newest(reflectOver).map(({ text }) => text)
    const question = await mind.write(salientQuestion({ who, memories }, random.split('salient', key)))
    const shown = this.#longTerm.recall(await this.#embed(question), recall, this.#now).map(({ entry }) => entry)
    const facts = { who, question, memories: shown.map(({ id, text }) => ({ id, text })) }
    const schema = groundedInsight(shown.map(({ id }) => id))
    const { sentence, from } = await mind.extract(reflectQuestion(facts, random.split('reflect', key)), schema)
    const cited = shown.filter(({ id }) => from.includes(id))
    const importance = cited.reduce((sum, entry) => sum + entry.importance, 0) / cited.length
    const ids = cited.map(({ id }) => id)
    const { id, vector } = await this.#keepInsight(sentence, importance, ids, events)
    for (const merged of this.#longTerm.merge(vector, ids)) events.push({ type: 'memory-merged', id: merged, into: id })
    this.#pending = 0
  }

  async #keepInsight(text: string, importance: number, from: readonly string[], events: MemoryEvent[]) {
    const id = this.#name()
    const vector = await this.#embed(text)
    const provenance: Provenance = { type: 'reflection', from }
    this.#save({ id, text, importance, ...this.#stamp(), facts: null, provenance }, vector)
    events.push({ type: 'insight-stored', id, from })
    return { id, vector }
  }

  #save(entry: MemoryEntry<Facts | null>, vector: Float32Array): void {
    this.#longTerm.add({ ...entry, lastAccess: this.#now }, vector)
    this.#pending += entry.importance
    this.#saves++
  }

  /** A step whose question has no valid answer is recorded and left out. */
  async #attempt<Result>(events: MemoryEvent[], step: () => Promise<Result>): Promise<Result | null> {
    try {
      return await step()
    } catch (error) {
      if (!(error instanceof MindFailure)) throw error
      events.push({ type: 'answer-failed', kind: error.kind, step: error.step, raw: error.raw })
      return null
    }
  }

  #moveTo(at: number): void {
    requireTime(at, this.#now)
    this.#now = at
  }

  #stamp = () => ({ at: this.#now, lastAccess: this.#now })

  #name = (): string => `m${this.#next++}`

  async #embed(text: string): Promise<Float32Array> {
    return (await this.#parts.vectors.embed([text]))[0]!
  }
}

const SEEN: Provenance = { type: 'observation' }

const RATINGS = { min: 1, max: 10, step: 1 }

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
