import type { FailureKind } from '../../domain/index.ts'
import type { MemoryEntry, Provenance } from './entry.ts'
import type { Recalled } from './long-term.ts'

/** Something a person meets with and may remember. */
export interface Observation<Facts> {
  /** Simulated hours; never earlier than what was told before. */
  readonly at: number
  readonly text: string
  /** What the text was rendered from; plain JSON. */
  readonly facts: Facts
  /** What the person saw for themselves, unless given. */
  readonly provenance?: Provenance
  /** From 0 to 1, where it is known; then nobody is asked about it and the text is kept as it stands. */
  readonly importance?: number
}

/** What somebody wants to remember, for one reaction. */
export interface RecallRequest {
  readonly text: string
  /** Simulated hours; never earlier than what was told before. */
  readonly at: number
  /**
   * Names the reaction the memories are for. One reaction recalls once: asked again under the same name, the memory gives
   * the same recollection and changes nothing.
   */
  readonly reaction: string
}

/** What came to mind. */
export interface Recollection<Facts> {
  /** Best first. */
  readonly longTerm: readonly Recalled<Facts | null>[]
  /** Everything in short-term memory, oldest first. */
  readonly shortTerm: readonly MemoryEntry<Facts | null>[]
  /** What recalling did to the memory. */
  readonly events: readonly MemoryEvent[]
}

/** What happened inside a memory. */
export type MemoryEvent =
  | { readonly type: 'memory-dropped'; readonly text: string; readonly importance: number }
  | { readonly type: 'memory-stored'; readonly id: string; readonly tier: 'short-term' | 'long-term' }
  | { readonly type: 'memory-enhanced'; readonly id: string; readonly by: string }
  | { readonly type: 'memory-promoted'; readonly id: string }
  | { readonly type: 'memory-evicted'; readonly id: string }
  | { readonly type: 'insight-stored'; readonly id: string; readonly from: readonly string[] }
  | { readonly type: 'memory-merged'; readonly id: string; readonly into: string }
  | { readonly type: 'memory-forgotten'; readonly id: string }
  | { readonly type: 'answer-failed'; readonly kind: FailureKind; readonly step: string; readonly raw: string }

/**
 * What one person remembers.
 *
 * An implementer works on one request after the other in the order they were made, takes chance from a stream of this
 * person alone, never reads a clock, and turns a mind that has no answer into an `answer-failed` event. Entries that a
 * memory made itself, its insights, have no facts. `snapshot` is called between requests.
 */
export interface MemoryStore<Facts> {
  /** Everything that can be recalled, short-term memory last, each part oldest first. */
  readonly entries: readonly MemoryEntry<Facts | null>[]
  /** Takes an observation in, or not. */
  observe(observation: Observation<Facts>): Promise<readonly MemoryEvent[]>
  /** Recalls for one reaction. */
  recall(request: RecallRequest): Promise<Recollection<Facts>>
  /** Everything it holds as plain JSON, from which it can be restored to go on as if nothing had happened. */
  snapshot(): unknown
}
