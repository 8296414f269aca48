import type { FailureKind, ItemCard, ItemId, ReplyCost, Seeker } from '../../domain/index.ts'

/** A wish as it stands when a reply comes. */
export interface HeldWish {
  /** In plain words, such as `not horror`. */
  readonly wish: string
  /** The message in which it was said first. */
  readonly since: number
  /** Whether the message before the reply said it again because it had been ignored. */
  readonly insisted: boolean
  /** Share of the reply's cards that contradict it; null where no card can, or none was shown. */
  readonly contradicted: number | null
}

/** What happens in a conversation, in order; turns count messages of the seeker, from 1. */
export type TalkEvent =
  | {
      readonly type: 'seeker-spoke'
      readonly turn: number
      readonly text: string
      /** Wishes said for the first time. */
      readonly tells: readonly string[]
      /** Whether the words name what may not be named; null where nobody checks. */
      readonly leaked: boolean | null
    }
  | {
      readonly type: 'agent-replied'
      readonly turn: number
      readonly text: string
      readonly items: readonly ItemCard[]
      /** Every wish said so far. */
      readonly wishes: readonly HeldWish[]
      readonly failure: { readonly kind: FailureKind; readonly raw: string } | null
      readonly cost: ReplyCost
    }
  /** Somebody threw: a fault of theirs, which ends the conversation. */
  | { readonly type: 'talk-failed'; readonly turn: number; readonly who: 'seeker' | 'agent'; readonly raw: string }
  | {
      readonly type: 'seeker-left'
      /** Replies heard. */
      readonly turn: number
      /** Last words; empty where the turns were over. */
      readonly text: string
      readonly because: string
      readonly accepts: ItemId | null
      readonly leaked: boolean | null
    }

/** A seeker that lets the world know what was said, for the records; the agent never hears of it. */
export interface Wishing extends Seeker {
  /** Wishes said so far, in order of telling. */
  told(): readonly { readonly wish: string; readonly turn: number; readonly insisted: readonly number[] }[]
  /** For each of them the share of some cards that contradict it; null where no card can. */
  contradicted(items: readonly ItemId[]): readonly (number | null)[]
}
