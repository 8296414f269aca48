import type { AgentAnswer, AgentTask, AgentTaskResult } from '../../domain/index.ts'
import type { TaskScores } from '../../evaluation/tasks/index.ts'
import type { TaskSample } from './task-sample.ts'
import type { TaskRow } from './task-table.ts'

/** A rule or a fitted model as it answers. */
export interface Answerer {
  readonly name: string
  readonly kind: 'baseline' | 'classic'
  answer(sample: TaskSample, asked: AgentTask): AgentAnswer | null
}

/** What was answered and scored, sample by sample, in each the orders shown. */
export interface Arm extends Pick<TaskRow, 'name' | 'system' | 'mind' | 'kind'> {
  readonly answers: readonly (readonly (AgentAnswer | null)[])[]
  readonly scores: readonly (readonly TaskScores[])[]
  /** Of agents; empty for rules and models. */
  readonly results: readonly AgentTaskResult[]
  /** Of each answer; empty where nothing was measured. */
  readonly milliseconds: readonly number[]
}
