import type { FailureKind, ItemId, UserId } from '../../domain/index.ts'
import type { PersonalityEntry } from './libraries.ts'

/** What happened in the assistant, for whoever wants to know why. `event` is the id of the feedback it happened at. */
export type AssistantEvent =
  | { readonly type: 'answer-failed'; readonly step: string; readonly kind: FailureKind; readonly raw: string }
  /** A model said of an item what the catalogue does not: the catalogue's words stand. */
  | { readonly type: 'words-ungrounded'; readonly item: string; readonly unsupported: readonly string[] }
  /** No attempt explained the action: the lesson waits until an event agrees with it. */
  | { readonly type: 'lesson-unexplained'; readonly user: UserId; readonly event: string }
  /** No attempt held a statement: nothing is stored. */
  | { readonly type: 'lesson-missing'; readonly user: UserId; readonly event: string }
  /** The critic said other than the actions do; the actions count. */
  | { readonly type: 'critic-overruled'; readonly user: UserId; readonly event: string }
  | { readonly type: 'entry-confirmed'; readonly user: UserId; readonly event: string; readonly entry: string }
  | { readonly type: 'merge-rejected'; readonly user: UserId; readonly event: string; readonly reason: string }
  | { readonly type: 'flips-refused'; readonly user: UserId; readonly event: string; readonly count: number }
  | {
      readonly type: 'conflict-settled'
      readonly user: UserId
      readonly event: string
      readonly statement: string
      readonly kept: PersonalityEntry['polarity']
      readonly evidence: readonly string[]
    }
  | {
      readonly type: 'item-dropped'
      readonly user: UserId
      readonly item: ItemId
      readonly probability: number
      readonly reasons: readonly string[]
    }
  /** Disliked, and shown all the same, because too few items would have been left. */
  | { readonly type: 'item-kept'; readonly user: UserId; readonly item: ItemId; readonly probability: number }
  | { readonly type: 'item-restored'; readonly user: UserId; readonly item: ItemId }
  | {
      readonly type: 'proxy-withheld'
      readonly user: UserId
      readonly item: ItemId
      readonly why: 'off' | 'gate' | 'policy'
    }

/** Writes an event down. */
export type Note = (event: AssistantEvent) => void
