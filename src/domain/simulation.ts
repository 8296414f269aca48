import type { z } from 'zod'
import type { Item } from './data.ts'
import type { ItemId, UserId } from './ids.ts'
import type { FailureKind, MindName } from './mind.ts'

/** One page of a feed as a person sees it. */
export interface Page {
  /** From 1. */
  readonly number: number
  readonly items: readonly Item[]
  /** An item of the page that somebody paid for, and what it says for itself; null without words. */
  readonly advert?: { readonly item: ItemId; readonly text: string | null }
}

/** Why a visit ended. `exhausted`: nothing was left to show; `max-pages`: the feed ends here. */
export type ExitReason = 'left' | 'max-pages' | 'exhausted' | 'failed'

/** What a simulated person does, in the order they do it. Probabilities are the mind's own. */
export type Action =
  | { readonly type: 'item-judged'; readonly item: ItemId; readonly aligned: boolean; readonly probability: number }
  | { readonly type: 'item-watched'; readonly item: ItemId }
  | { readonly type: 'item-rated'; readonly item: ItemId; readonly stars: number }
  | { readonly type: 'item-felt'; readonly item: ItemId; readonly text: string }
  | { readonly type: 'user-reflected'; readonly satisfied: boolean; readonly text: string }
  | { readonly type: 'page-decided'; readonly decision: 'next' | 'exit'; readonly probability: number }
  | { readonly type: 'user-interviewed'; readonly satisfaction: number; readonly text: string }
  | { readonly type: 'answer-failed'; readonly kind: FailureKind; readonly step: string; readonly raw: string }

/**
 * A person made of a profile, a memory and a mind, put in front of a recommender.
 *
 * `react` answers a page with every judgement and ends with `page-decided`; `interview` is asked once, after the last page.
 * Both turn a mind's failure into `answer-failed`, and never throw for it.
 */
export interface SimulatedUser {
  readonly id: UserId
  react(page: Page): Promise<readonly Action[]>
  interview(reason: ExitReason): Promise<readonly Action[]>
}

/** A job a system can do. */
export type Task = 'rate' | 'rank' | 'next' | 'summarise' | 'explain' | 'review' | 'converse' | 'session' | 'feedback'

/** A published system as the registry lists it: what it is, what it does, which options it takes, how it is made. */
export interface System<Options, Parts, Made> {
  readonly name: string
  readonly paper: string
  readonly kind: 'simulation' | 'recommendation'
  readonly tasks: readonly Task[]
  readonly minds: readonly MindName[]
  readonly options: z.ZodType<Options>
  create(parts: Parts, options: Options): Made
}

/** Runs the same job on every shard, here or on threads, and yields results in shard order. */
export interface Executor {
  readonly workers: number
  run<Shard, Result>(job: ShardJob<Shard, Result>, shards: readonly Shard[]): AsyncIterable<Result>
  close(): Promise<void>
}

/** A job by module, so that a worker thread can load it: `setup` is sent once to each worker, a shard with each call. */
export interface ShardJob<Shard, Result> {
  /** URL of a module that exports `start(setup) -> (shard) -> Promise<Result>`. */
  readonly module: URL
  readonly setup: unknown
  /** Types only: never set. */
  readonly _types?: (shard: Shard) => Result
}
