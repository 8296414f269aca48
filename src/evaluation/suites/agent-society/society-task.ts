import type { Dataset, ItemId, Label, UserId } from '../../../domain/index.ts'

/** Whether a person gave the label or a language model did. */
export type LabelOrigin = 'simulated' | 'real'

/** What every task has. */
export interface SocietyTaskBase {
  /** `track2/amazon/task_3`: names the task's random streams. */
  readonly id: string
  /** The folder that the task lay in. */
  readonly set: string
  readonly labels: LabelOrigin
  readonly user: UserId
}

/** One task of the challenge, without its truth. */
export type SocietyTask =
  /** Track 1: the stars that this person gives this item. */
  | (SocietyTaskBase & { readonly type: 'rate'; readonly item: ItemId })
  /** Track 2: the candidates in the order of the file, each once. */
  | (SocietyTaskBase & { readonly type: 'rank'; readonly candidates: readonly ItemId[] })

/** What scoring knows of a task. */
export type SocietyTruth =
  | { readonly type: 'rate'; readonly stars: number; readonly review: string }
  | { readonly type: 'rank'; readonly item: ItemId }

/** What somebody wrote about an item; `at` in milliseconds since 1970, NaN where unknown. */
export interface SocietyReview {
  readonly item: ItemId
  readonly user: UserId
  readonly at: number
  readonly text: string
}

/** The challenge as it was read. */
export interface AgentSociety {
  /** Ratings without the pairs of any task. */
  readonly data: Dataset
  /** Of people and items of the tasks, without the pairs of any task. */
  readonly reviews: readonly SocietyReview[]
  readonly tasks: readonly SocietyTask[]
  /** By task id. */
  readonly truths: ReadonlyMap<string, Label<SocietyTruth>>
  /** Tasks left out, with the reason. */
  readonly excluded: readonly { readonly id: string; readonly reason: string }[]
  readonly notes: readonly string[]
}
