import type { Clock } from '../../clock.ts'
import type { Dataset, Job, Mind, ModelUsage } from '../../domain/index.ts'
import type { OnProgress } from '../progress.ts'

/** What `qualify` is asked for. */
export interface QualifyRequest {
  /** Examined; a journal may stand before it, so that nothing is asked twice. */
  readonly mind: Mind
  /** The same mind without a journal, for the stability gate; `mind` unless given. */
  readonly fresh?: Mind
  readonly model: { readonly name: string; readonly fingerprint: string }
  /** With ratings. */
  readonly data: Dataset
  /** All unless given. */
  readonly gates?: readonly Job[]
  /** People, questions or calls of a gate at most; a gate with fewer than it asks for grants tests only. */
  readonly n?: number
  /** 1 unless given. */
  readonly seed?: number
  /** Milliseconds within which 95% of the answers have to come; 10,000 unless given. */
  readonly speedBudget?: number
  /** Tokens of all calls so far, where somebody counts them. */
  readonly usage?: () => ModelUsage
  readonly clock?: Clock
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
  /** Questions at once; 1 unless given. A person's questions are never asked at once. */
  readonly concurrency?: number
}
