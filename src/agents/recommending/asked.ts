import { type AgentTask, type ItemIndex, type Task, TastemakerError, type UserIndex } from '../../domain/index.ts'
import { requireUnlabelled } from '../planning/require-unlabelled.ts'
import type { Surroundings } from './surroundings.ts'

/** A task whose person and items were found. */
export interface Asked<Kind extends AgentTask = AgentTask> {
  readonly task: Kind
  readonly user: UserIndex
  /** The candidates, or the one item that is asked about; in catalogue order, so that the order given has no say. */
  readonly items: readonly ItemIndex[]
  /** Nothing is known of what the person did before. */
  readonly cold: boolean
}

/**
 * Finds whom and what a task is about.
 *
 * @throws {TastemakerError} `planner/label` for a task that holds a label, `planner/bad-input` for one that cannot be done
 * @example askedOf({ type: 'next', id: 't1', user: userId('196'), k: 10 }, ['next'], around).cold
 */
export function askedOf(task: AgentTask, tasks: readonly Task[], { past, columns }: Surroundings): Asked {
  requireUnlabelled(task, `The task "${task.id}"`)
  const refuse = (message: string, hint?: string): TastemakerError =>
    new TastemakerError('planner/bad-input', `The task "${task.id}" ${message}`, hint)
  if (!tasks.includes(task.type))
    throw refuse(`is to ${task.type}, which is not done here.`, `Tasks: ${tasks.join(', ')}.`)
  const user = past.data.users.index(task.user)
  if (user === undefined) throw refuse(`is about person "${task.user}", whom the data does not have.`)
  const ids = task.type === 'rank' ? task.candidates : task.type === 'next' ? [] : [task.item]
  const items = ids.map((id) => {
    const item = columns.vocabulary.index(id)
    if (item === undefined) throw refuse(`names item "${id}", which the catalogue does not have.`)
    return item
  })
  if (new Set(items).size < items.length) throw refuse('offers a candidate twice.')
  if (task.type === 'rank' && items.length === 0) throw refuse('offers no candidates.')
  if ('k' in task && !(Number.isInteger(task.k) && task.k >= 1)) {
    throw refuse(`wants ${task.k} items.`, 'k must be a whole number from 1.')
  }
  if (task.type === 'rate' && !past.data.scale) throw refuse('asks for stars, and the data has no ratings.')
  if (task.type === 'summarise' && !/\p{L}/u.test(task.review)) throw refuse('gives a review without words.')
  const { from, to } = past.rowsOf(user)
  return { task, user, items: items.sort((a, b) => a - b), cold: from === to }
}
