import { z } from 'zod'
import { requireTime } from './_checks.ts'
import { oneAtATime } from './_in-turn.ts'
import { type Scored, ScoredStore } from './_scored-store.ts'
import type { MemoryEntry } from './entry.ts'
import { CANDIDATES, REFLECTION_THRESHOLD } from './memory.ts'
import type { MemoryWeights } from './memory-scores.ts'
import type { MemoryEvent, MemoryStore, Observation, RecallRequest, Recollection } from './memory-store.ts'
import { entrySchema, MEMORY_SNAPSHOT, readSnapshot, writtenEntry } from './snapshot.ts'
import type { TextVectors } from './vectors.ts'

/** Of what a memory of one tier is made. */
export interface FlatMemoryParts {
  readonly weights: MemoryWeights
  readonly vectors: TextVectors
  /** How many entries a question recalls; 5 unless given. */
  readonly recall?: number
  /** At most this many entries, the nearest in meaning, are scored; 100 unless given. */
  readonly candidates?: number
}

/** A memory of one tier, whose owner reflects when it says so. */
export interface FlatMemory<Facts> extends MemoryStore<Facts> {
  /** Whether enough was observed since the last reflection; asking resets it when it answers yes. */
  reflectionDue(): boolean
}

/**
 * A memory of one tier: keeps everything, recalls by time, similarity and importance, asks no mind and draws nothing.
 * Zhang et al. 2024 (Agent4Rec). An observation without importance counts 1.
 *
 * @example const store = flatMemory<Watched>({ weights: memoryPresets.described, vectors })
 */
export function flatMemory<Facts>(parts: FlatMemoryParts): FlatMemory<Facts> {
  return new OneTier<Facts>(parts)
}

/**
 * Restores a memory of one tier.
 *
 * @param facts schema of the facts of its entries
 * @throws {TastemakerError} `memory/version` for a snapshot of another version, of other vectors, or a damaged one
 * @example const store = await restoreFlatMemory(JSON.parse(text), parts, watchedSchema)
 */
export async function restoreFlatMemory<Facts>(
  snapshot: unknown,
  parts: FlatMemoryParts,
  facts: z.ZodType<Facts>,
): Promise<FlatMemory<Facts>> {
  const store = new OneTier<Facts>(parts)
  await store.take(readSnapshot(snapshot, flatSchema(facts), parts.vectors.fingerprint))
  return store
}

const flatSchema = <Facts>(facts: z.ZodType<Facts>) => {
  const entry = entrySchema(facts)
  return z.strictObject({
    version: z.literal(MEMORY_SNAPSHOT),
    tiers: z.literal('one'),
    /** Fingerprint of the vectors. */
    vectors: z.string(),
    now: z.number().nullable(),
    pending: z.number(),
    entries: z.array(entry),
    last: z
      .strictObject({
        reaction: z.string(),
        found: z.array(z.strictObject({ place: z.int().min(0), score: z.number(), cosine: z.number() })),
      })
      .nullable(),
  })
}

type FlatSnapshot<Facts> = z.infer<ReturnType<typeof flatSchema<Facts>>>

class OneTier<Facts> implements FlatMemory<Facts> {
  readonly #parts: FlatMemoryParts
  readonly #store: ScoredStore<Facts | null>
  readonly #inTurn = oneAtATime()
  #now = Number.NEGATIVE_INFINITY
  #pending = 0
  #last: { readonly reaction: string; readonly found: readonly Scored[] } | null = null

  constructor(parts: FlatMemoryParts) {
    this.#parts = parts
    this.#store = new ScoredStore(parts.weights, parts.candidates ?? CANDIDATES)
  }

  get entries(): readonly MemoryEntry<Facts | null>[] {
    return this.#store.entries
  }

  observe(observation: Observation<Facts>): Promise<readonly MemoryEvent[]> {
    return this.#inTurn(async () => {
      const { at, text, facts, importance = 1, provenance = { type: 'observation' } } = observation
      this.#moveTo(at)
      const id = `m${this.#store.entries.length + 1}`
      const [vector] = await this.#parts.vectors.embed([text])
      this.#store.add({ id, at, text, importance, facts, provenance, lastAccess: at }, vector!)
      this.#pending += importance
      return [{ type: 'memory-stored', id, tier: 'long-term' }]
    })
  }

  recall({ text, at, reaction }: RecallRequest): Promise<Recollection<Facts>> {
    return this.#inTurn(async () => {
      this.#moveTo(at)
      const { entries } = this.#store
      if (this.#last?.reaction !== reaction) {
        const [vector] = await this.#parts.vectors.embed([text])
        const found = this.#store.best(vector!, this.#parts.recall ?? 5)
        for (const { place } of found) entries[place] = { ...entries[place]!, lastAccess: at }
        this.#last = { reaction, found }
      }
      const longTerm = this.#last.found.map(({ place, score, cosine }) => {
        return { entry: entries[place]!, score, relevance: cosine }
      })
      return { longTerm, shortTerm: [], events: [] }
    })
  }

  reflectionDue(): boolean {
    if (this.#pending <= REFLECTION_THRESHOLD) return false
    this.#pending = 0
    return true
  }

  snapshot(): FlatSnapshot<Facts> {
    const state = {
      version: MEMORY_SNAPSHOT,
      tiers: 'one',
      vectors: this.#parts.vectors.fingerprint,
      now: Number.isFinite(this.#now) ? this.#now : null,
      pending: this.#pending,
      entries: this.#store.entries.map(writtenEntry),
      last: this.#last,
    }
    return JSON.parse(JSON.stringify(state))
  }

  /** Fills an empty memory from what was kept. */
  async take(kept: FlatSnapshot<Facts>): Promise<void> {
    const texts = kept.entries.map(({ text }) => text)
    const vectors = texts.length > 0 ? await this.#parts.vectors.embed(texts) : []
    for (const [place, entry] of kept.entries.entries()) this.#store.add(entry, vectors[place]!)
    this.#now = kept.now ?? Number.NEGATIVE_INFINITY
    this.#pending = kept.pending
    this.#last = kept.last
  }

  #moveTo(at: number): void {
    requireTime(at, this.#now)
    this.#now = at
  }
}
