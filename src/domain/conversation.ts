import type { ItemId } from './ids.ts'
import type { FailureKind } from './mind.ts'

/** An item as a person sees it in a conversation. */
export interface ItemCard {
  readonly id: ItemId
  /** As the catalogue has it; `(no title)` is never written here. */
  readonly title: string
  readonly categories: readonly string[]
  /** Null where the catalogue does not tell. */
  readonly year: number | null
  /** Why it is shown, in a sentence of facts that were checked. */
  readonly reason: string | null
}

/** One step behind a reply, for whoever wants to open the plan. */
export interface TraceStep {
  /** What was done: `plan`, a tool by its name, `compose`, `check`, … */
  readonly step: string
  readonly input?: unknown
  /** What came of it, in words. */
  readonly output: string
}

/** What replies took. */
export interface ReplyCost {
  /** Calls of a language model; 0 where none took part. */
  readonly calls: number
  readonly promptTokens: number
  readonly generatedTokens: number
  readonly milliseconds: number
}

/** One answer of an agent in a conversation. */
export interface Reply {
  /** From 1. */
  readonly turn: number
  readonly text: string
  /** Best first, each from the catalogue, no two the same; empty where nothing is shown. */
  readonly items: readonly ItemCard[]
  /** Every wish that holds now, in words, such as `comedy` or `not horror`. */
  readonly applied: readonly string[]
  /** Wishes that no item meets together with the others, in words; the text says so. */
  readonly dropped: readonly string[]
  /** Why there is no proper answer; the text says it honestly. */
  readonly failure: { readonly kind: FailureKind; readonly raw: string } | null
  readonly cost: ReplyCost
  readonly trace: readonly TraceStep[]
}

/** A part of a reply on its way. The last is always the whole reply. */
export type ReplyPart =
  | { readonly type: 'step'; readonly step: TraceStep }
  | { readonly type: 'items'; readonly items: readonly ItemCard[] }
  /** Some more of the text: words that were checked already. */
  | { readonly type: 'words'; readonly delta: string }
  | { readonly type: 'reply'; readonly reply: Reply }

/**
 * One conversation of one person with an agent that recommends.
 *
 * An implementer shows items of its catalogue only, keeps a stated "never" until the conversation ends or the person takes it
 * back, reads what the person says as data, and answers every message: a failure is a reply that says so. Messages are answered one
 * after the other.
 */
export interface Conversation {
  /** Who speaks, with options, as in tables. */
  readonly agent: string
  /** @throws {TastemakerError} `config/option` for a message without words */
  reply(text: string, signal?: AbortSignal): Promise<Reply>
  /** The same reply, its parts as they come. */
  stream(text: string, signal?: AbortSignal): AsyncIterable<ReplyPart>
  /** Takes back the last message and what followed from it. @returns false where there is none */
  undo(): boolean
}

/** What somebody who looks for something says next. */
export interface SeekerTurn {
  /** Empty only when they leave without a word. */
  readonly text: string
  /** The conversation is over for them. */
  readonly leaves: boolean
  /** What they took, when they leave content. */
  readonly accepts: ItemId | null
  /** Why they leave, in a few words: `found`, `patience`, `ignored`, `turns`. */
  readonly because: string | null
}

/**
 * Somebody who looks for something, with a target or a taste that nobody else knows.
 *
 * An implementer hears of a reply only what a person sees, never its trace, and never says what it looks for by name.
 */
export interface Seeker {
  readonly id: string
  /** What they say first. */
  open(): Promise<SeekerTurn>
  /** What they say to a reply: its words and cards. */
  answer(reply: Pick<Reply, 'text' | 'items'>): Promise<SeekerTurn>
}
