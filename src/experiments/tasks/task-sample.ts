import type { Past } from '../../agents/index.ts'
import type { AgentTask, AgentTaskType, ItemIndex, Label, UserIndex } from '../../domain/index.ts'
import type { Cut } from './rolling-cuts.ts'

/** How many items stand beside the true one in a ranking; `full` is everything the person had not touched. */
export const taskProtocols = ['1+7', '1+9', '1+19', '1+99', 'full'] as const
/** The name of one of them. */
export type TaskProtocol = (typeof taskProtocols)[number]

/** The tasks that can be scored against held-out events and texts, in the order of tables. */
export const agentTaskTypes = ['rate', 'rank', 'next', 'summarise', 'explain'] as const satisfies AgentTaskType[]

/** What is held out of one sample. */
export interface TaskTruth {
  readonly item: ItemIndex
  /** The rating, or 1 for plain events. */
  readonly value: number
  /** What the person wrote: the title of the review for `summarise`, its text for `explain`; null where there is none. */
  readonly reference: string | null
}

/** One person's held-out event as everybody may see it, with the truth in a label beside it. */
export interface TaskSample {
  readonly user: UserIndex
  /** Ends before the held-out event. */
  readonly past: Past
  /** Up to where the models around it learned. */
  readonly cut: Cut
  /** What is asked: once, or once for each order of the candidates. */
  readonly asked: readonly [AgentTask, ...AgentTask[]]
  readonly truth: Label<TaskTruth>
}

/** Samples of one task. */
export interface AgentTaskSet {
  readonly task: AgentTaskType
  readonly protocol: TaskProtocol
  readonly samples: readonly TaskSample[]
  /** Those that samples use, ascending. */
  readonly cuts: readonly Cut[]
  /** People with such an event, after the first cut, and something to know them by. */
  readonly eligible: number
  /** People left out because their event comes before the first cut. */
  readonly tooEarly: number
  /** People left out because they had touched the item before. */
  readonly repeats: number
  readonly notes: readonly string[]
}
