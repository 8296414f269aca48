import type { ItemId, UserId } from './ids.ts'
import type { PlannerCost, PlannerResult, TranscriptNode } from './planner.ts'

/**
 * What an agent that recommends is asked for: one of the five tasks of the field.
 *
 * It holds no truth: whoever scores keeps that in a `Label`. Items and people go by id.
 */
export type AgentTask =
  /** How many stars will this person give this item? */
  | { readonly type: 'rate'; readonly id: string; readonly user: UserId; readonly item: ItemId }
  /** Which k of these does this person take, best first? In the order shown. */
  | {
      readonly type: 'rank'
      readonly id: string
      readonly user: UserId
      readonly candidates: readonly ItemId[]
      readonly k: number
    }
  /** Which k of the whole catalogue come next? Nothing is offered to choose from. */
  | { readonly type: 'next'; readonly id: string; readonly user: UserId; readonly k: number }
  /** A title for what this person wrote about an item. */
  | {
      readonly type: 'summarise'
      readonly id: string
      readonly user: UserId
      readonly item: ItemId
      readonly review: string
    }
  /** Why would this person like this item? */
  | { readonly type: 'explain'; readonly id: string; readonly user: UserId; readonly item: ItemId }

/** The tasks that can be scored against held-out events and texts. */
export type AgentTaskType = AgentTask['type']

/** Stars, ids best first, or words. */
export type AgentAnswer = number | readonly ItemId[] | string

/** Who had the last word: a fitted utility, rules of the system, a language model, or a template. */
export type DecidedBy = 'utility' | 'rule' | 'model' | 'template'

/** What an agent brings back. A failure stays in every denominator. */
export interface AgentTaskResult {
  /** Stars within the scale; ids of the catalogue, each once; words. Null where there is none. */
  readonly answer: AgentAnswer | null
  readonly status: PlannerResult['status']
  readonly decidedBy: DecidedBy
  readonly failure: PlannerResult['failure']
  /** What had to be mended in a list: what no item of the catalogue or of the candidates is, came twice, or was left out. */
  readonly mended: PlannerResult['mended']
  readonly cost: PlannerCost
  readonly transcript: readonly TranscriptNode[]
  /** Further figures by name, such as words that nothing in the facts supports. */
  readonly details: Readonly<Record<string, number | string>>
}

/** What somebody did with an item, as an agent that learns hears of it. */
export interface Feedback {
  readonly user: UserId
  readonly item: ItemId
  readonly liked: boolean
  /** In the scale of the data, where they rated. */
  readonly stars?: number
  readonly comment?: string
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  /** `simulated` where an agent stood in for the person; it never counts as what people did. */
  readonly origin: 'logged' | 'simulated'
}
