import type { FailureKind, ItemCard, ReplyCost, TraceStep } from '../domain/index.ts'

/*
 * What an assistant puts into a message of the AI SDK, as types: the second argument of its `UIMessage`. They are written here by
 * hand, so that nobody needs that package to use them.
 */

/** What the parts of a reply hold beside its text, by the name behind `data-`. */
export type TastemakerDataParts = {
  /** The cards shown, best first. */
  items: { readonly items: readonly ItemCard[] }
  /** Every wish that holds now, and those that no item meets, in words. */
  wishes: { readonly applied: readonly string[]; readonly dropped: readonly string[] }
  /** One step behind the reply; on its way only, it stays in no message. */
  trace: TraceStep
}

/** What was said again to bring a conversation back that was no longer known. */
export interface ReplayCost {
  /** Messages that were said again. */
  readonly messages: number
  /** Earlier messages that were not: what they asked for is forgotten. */
  readonly leftOut: number
  readonly calls: number
  readonly promptTokens: number
  readonly generatedTokens: number
}

/** What is known of a whole reply. */
export type TastemakerMetadata = {
  readonly agent: string
  /** Of the conversation, from 1. */
  readonly turn: number
  readonly cost: ReplyCost
  readonly replay: ReplayCost
  /** Why there is no proper answer; the text says it honestly. */
  readonly failure: FailureKind | null
}

/** A part of a message that stays. */
export type TastemakerPart =
  | { readonly type: 'text'; readonly text: string; readonly state?: 'streaming' | 'done' }
  | { readonly type: 'step-start' }
  | { readonly type: 'data-items'; readonly id?: string; readonly data: TastemakerDataParts['items'] }
  | { readonly type: 'data-wishes'; readonly id?: string; readonly data: TastemakerDataParts['wishes'] }

/** A message as a client keeps it; `UIMessage<TastemakerMetadata, TastemakerDataParts>` of the AI SDK in words of our own. */
export interface TastemakerUIMessage {
  readonly id: string
  readonly role: 'system' | 'user' | 'assistant'
  readonly metadata?: TastemakerMetadata
  readonly parts: readonly TastemakerPart[]
}

/** Why a reply ended, in the words of the AI SDK. */
export type FinishReason = 'stop' | 'length' | 'content-filter' | 'error'

/** One event of the UI message stream of the AI SDK, of those that an assistant sends. */
export type TastemakerChunk =
  | { readonly type: 'start'; readonly messageId?: string }
  | { readonly type: 'start-step' }
  | { readonly type: 'text-start'; readonly id: string }
  | { readonly type: 'text-delta'; readonly id: string; readonly delta: string }
  | { readonly type: 'text-end'; readonly id: string }
  | { readonly type: 'data-items'; readonly id: string; readonly data: TastemakerDataParts['items'] }
  | { readonly type: 'data-wishes'; readonly id: string; readonly data: TastemakerDataParts['wishes'] }
  | { readonly type: 'data-trace'; readonly data: TastemakerDataParts['trace']; readonly transient: true }
  | { readonly type: 'finish-step' }
  | { readonly type: 'finish'; readonly finishReason: FinishReason; readonly messageMetadata: TastemakerMetadata }
  | { readonly type: 'abort' }
  | { readonly type: 'error'; readonly errorText: string }
