import { ScoredStore } from './_scored-store.ts'
import type { MemoryEntry, NewMemory } from './entry.ts'
import type { MemoryWeights } from './memory-scores.ts'

/** How a memory turns text into vectors and scores; all given, nothing hidden. */
export interface MemoryOptions {
  readonly weights: MemoryWeights
  readonly embed: (text: string) => Float32Array
  /** At most this many entries, the nearest in meaning, are scored. */
  readonly candidates?: number
}

/** A memory of one tier that answers at once: entries in the order they were stored. */
export interface Memory<Facts> {
  readonly entries: readonly MemoryEntry<Facts>[]
  store(entry: NewMemory<Facts>): void
  /** The k entries with the highest score for a query, best first. */
  retrieve(query: string, k: number): readonly MemoryEntry<Facts>[]
  /** Whether enough happened since the last reflection; asking resets it when it answers yes. */
  reflectionDue(): boolean
}

/**
 * Importance stored since the last reflection that must be exceeded for another: with importance 1 each, after every
 * fourth entry (Zhang et al. 2024, Agent4Rec).
 */
export const REFLECTION_THRESHOLD = 3

/** Entries that are scored at most. */
export const CANDIDATES = 100

/**
 * Opens an empty memory of one tier: entries with the written score of Agent4Rec. `flatMemory` is the same behind the
 * contract of every memory, for vectors that have to be waited for.
 *
 * @example memory({ weights: memoryPresets.described, embed: hashedText(64) })
 */
export function memory<Facts>(options: MemoryOptions): Memory<Facts> {
  const store = new ScoredStore<Facts>(options.weights, options.candidates ?? CANDIDATES)
  /** A person asks the memory the same few questions again and again. */
  const queries = new Map<string, Float32Array>()
  let pending = 0
  return {
    entries: store.entries,
    store: (given) => {
      const id = `m${store.entries.length + 1}`
      const entry = { provenance: { type: 'observation' } as const, ...given, id, lastAccess: given.at }
      store.add(entry, options.embed(entry.text))
      pending += entry.importance
    },
    retrieve: (query, k) => {
      if (store.entries.length === 0 || k <= 0) return []
      const asked = queries.get(query) ?? options.embed(query)
      queries.set(query, asked)
      return store.best(asked, k).map(({ place }) => store.entries[place]!)
    },
    reflectionDue: () => {
      if (pending <= REFLECTION_THRESHOLD) return false
      pending = 0
      return true
    },
  }
}
