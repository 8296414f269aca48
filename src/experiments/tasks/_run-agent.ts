import type { RecommendingAgent } from '../../agents/index.ts'
import type { Clock } from '../../clock.ts'
import type { AgentAnswer, AgentTask, AgentTaskResult, Dataset, PlannerBudget } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { inOrder } from '../../scale/index.ts'
import type { CallBook } from '../_call-book.ts'
import type { OnProgress } from '../progress.ts'
import type { TaskModel } from './_task-model.ts'
import type { HistoryOf, World } from './_world.ts'
import type { AgentTaskSet, TaskSample } from './task-sample.ts'

/** Hears of each result, in the order of the samples. */
export type OnTaskResult = (of: {
  readonly row: string
  readonly task: AgentTask
  readonly result: AgentTaskResult
}) => void

/** How agents are run. */
export interface RunningAgents {
  readonly world: World
  readonly clock: Clock
  readonly seed: number
  /** Tasks at once. */
  readonly lanes: number
  /** Where a model takes part. */
  readonly calls?: { readonly book: CallBook; readonly model: TaskModel } | undefined
  readonly budget?: PlannerBudget | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
  readonly onResult?: OnTaskResult | undefined
}

/** A result, and the calls it took. */
export interface RanTask {
  readonly sample: TaskSample
  readonly result: AgentTaskResult
  readonly calls: readonly string[]
  /** From asking to answer, here and now. */
  readonly milliseconds: number
}

/** Has an agent do all tasks of a set. Every agent draws from the same stream, so that what differs is not luck. */
export async function runAgent(
  agent: RecommendingAgent,
  { row, set, history }: { readonly row: string; readonly set: AgentTaskSet; readonly history: HistoryOf },
  how: RunningAgents,
): Promise<readonly RanTask[]> {
  const { world, clock, seed, lanes, calls: called, budget, signal, onProgress, onResult } = how
  const jobs = set.samples.flatMap((sample) => sample.asked.map((task) => ({ sample, task })))
  const ran: RanTask[] = []
  const told = () =>
    onProgress?.({
      stage: `${set.task}: ${row}`,
      done: ran.length,
      total: jobs.length,
      unit: 'tasks',
      ...(called ? { calls: called.book.spent() } : {}),
    })
  const work = async ({ sample, task }: (typeof jobs)[number], stop: AbortSignal): Promise<RanTask> => {
    signal?.throwIfAborted()
    const surroundings = world.around(sample, history)
    const perform = () =>
      // The type that keeps labels out does not see through branded ids; at run time tasks are looked at.
      agent.perform(task, {
        surroundings,
        random: randomStream(seed, 'agent-task-runs', task.id),
        elapsed: clock.elapsed,
        budget,
        signal: signal ? AbortSignal.any([signal, stop]) : stop,
      })
    const started = clock.elapsed()
    const { done, calls } = called ? await called.model.during(perform) : { done: await perform(), calls: [] }
    return { sample, result: checked(done, task, world.data), calls, milliseconds: clock.elapsed() - started }
  }
  told()
  for await (const one of inOrder(lanes, jobs, work)) {
    onResult?.({ row, task: jobs[ran.length]!.task, result: one.result })
    ran.push(one)
    told()
  }
  return ran
}

/** An answer that breaks the rules of its task is none: whoever scores trusts nobody. */
function checked(result: AgentTaskResult, task: AgentTask, data: Dataset): AgentTaskResult {
  if (result.answer === null) return result
  const wrong = whatIsWrong(result.answer, task, data)
  if (wrong === null) return result
  return { ...result, answer: null, status: 'failed', failure: { kind: 'ungrounded', raw: wrong } }
}

function whatIsWrong(answer: AgentAnswer, task: AgentTask, data: Dataset): string | null {
  if (task.type === 'rate') {
    const isPoint = typeof answer === 'number' && answer >= data.scale!.min && answer <= data.scale!.max
    return isPoint ? null : `no point of the scale: ${String(answer)}`
  }
  if (task.type === 'summarise' || task.type === 'explain') {
    return typeof answer === 'string' && answer.trim() !== '' ? null : 'no words'
  }
  if (typeof answer !== 'object') return `no list: ${String(answer)}`
  if (new Set(answer).size < answer.length) return 'an item twice'
  if (answer.length > task.k) return `${answer.length} items instead of ${task.k}`
  const offered = task.type === 'rank' ? new Set(task.candidates) : null
  const foreign = answer.find((id) => (offered ? !offered.has(id) : data.items.index(id) === undefined))
  return foreign === undefined ? null : `an item that is not offered: ${JSON.stringify(foreign)}`
}
