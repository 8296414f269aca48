import type { Clock } from '../../clock.ts'
import type { Evaluator, Planner, PlannerBudget, PlannerResult, PlannerTask } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { inOrder } from '../../scale/index.ts'
import type { CallBook } from '../_call-book.ts'
import type { OnProgress } from '../progress.ts'
import type { TaskSet } from './task-sets.ts'

/** How tasks are run. */
export interface Running {
  readonly book: CallBook
  readonly clock: Clock
  readonly seed: number
  /** Tasks at once. */
  readonly lanes: number
  readonly evaluator: Evaluator
  readonly budget?: PlannerBudget
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
  readonly onResult?: OnResult
}

/** Hears of each result, in the order of the tasks. */
export type OnResult = (of: {
  readonly row: string
  readonly task: PlannerTask
  readonly result: PlannerResult
}) => void

/** What came of a task, and the calls it made. */
export interface Ran {
  readonly result: PlannerResult
  readonly calls: readonly string[]
}

/** Runs a planner on all tasks of a set; all planners draw from the same stream, so that equal first steps are equal calls. */
export async function runArm(name: string, planner: Planner, set: TaskSet, how: Running): Promise<readonly Ran[]> {
  const { book, clock, seed, lanes, evaluator, budget, signal, onProgress, onResult } = how
  const random = randomStream(seed, 'planner-runs')
  const ran: Ran[] = []
  const total = set.tasks.length
  const told = () => onProgress?.({ stage: name, done: ran.length, total, unit: 'tasks', calls: book.spent() })
  const work = async (task: PlannerTask, stop: AbortSignal): Promise<Ran> => {
    const { model, calls } = book.noting()
    const result = await planner.run(task, {
      model,
      tools: set.toolsOf(task),
      random,
      elapsed: clock.elapsed,
      ...(budget ? { budget } : {}),
      ...(planner.needsEvaluator ? { evaluator } : {}),
      agent: name,
      signal: signal ? AbortSignal.any([signal, stop]) : stop,
    })
    return { result, calls }
  }
  told()
  for await (const one of inOrder(lanes, set.tasks, work)) {
    onResult?.({ row: name, task: set.tasks[ran.length]!, result: one.result })
    ran.push(one)
    told()
  }
  return ran
}
