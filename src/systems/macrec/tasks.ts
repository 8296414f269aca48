import { askedOf, explanationFacts, type Surroundings } from '../../agents/index.ts'
import type { AgentTask, ItemFacts, ItemId, ItemIndex, Job, Task, UserId, UserIndex } from '../../domain/index.ts'

/** A task that was checked, its people and items as indices. */
export interface Checked {
  readonly type: keyof typeof JOBS
  readonly user: UserIndex
  readonly userId: UserId
  /** The item asked about, or the candidates in the order shown; empty for `next`. */
  readonly items: readonly ItemIndex[]
  readonly k: number
}

/** Which job a model must do for each task to be its own. */
export const JOBS = { rate: 'taste', rank: 'ranking', next: 'ranking', explain: 'wording' } as const satisfies Partial<
  Record<AgentTask['type'], Job>
>

/**
 * Checks a task before anybody is asked.
 *
 * @throws {TastemakerError} `planner/bad-input` for a task that MACRec does not do, unknown people or items, candidates that are not
 *   each once, and stars where the data has none
 * @example checkTask({ type: 'next', id: 't1', user, k: 10 }, around).items // []
 */
export function checkTask(task: AgentTask, around: Surroundings): Checked {
  const { user } = askedOf(task, Object.keys(JOBS) as Task[], around)
  const ids = task.type === 'rank' ? task.candidates : task.type === 'next' ? [] : [(task as { item: ItemId }).item]
  const items = ids.map((id) => around.columns.vocabulary.index(id)!)
  return { type: task.type as Checked['type'], user, userId: task.user, items, k: 'k' in task ? task.k : 1 }
}

/** All that may be said of the item of a task. @example factsOf(around, checked).title */
export const factsOf = (around: Surroundings, { items, user }: Checked): ItemFacts =>
  explanationFacts(around, items[0]!, user)
