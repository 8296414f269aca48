import { join } from 'node:path'
import { likedFromOf, pastOf, type RecommendingAgent } from '../../agents/index.ts'
import type { Clock } from '../../clock.ts'
import {
  type AgentTaskType,
  type Dataset,
  type Job,
  type LanguageModel,
  type MindCard,
  type PlannerBudget,
  TastemakerError,
} from '../../domain/index.ts'
import type { RatingSubstitute } from '../../evaluation/tasks/index.ts'
import { type Budget, grantedJobs, type Price, type Sleep } from '../../minds/index.ts'
import { modelByName } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
import { openCallBook } from '../_call-book.ts'
import type { OnProgress } from '../progress.ts'
import { fitAtCuts } from './_fits.ts'
import type { OnTaskResult, RunningAgents } from './_run-agent.ts'
import { type TaskModel, taskModel } from './_task-model.ts'
import { type TaskRows, taskRows } from './_task-rows.ts'
import { openWorld, type World } from './_world.ts'
import { type AgentTaskOptions, agentTasks } from './agent-tasks.ts'
import type { AgentTaskSet } from './task-sample.ts'
import type { TaskResult, TaskTable } from './task-table.ts'

/** Agents ready to work, or how to make them of the model whose calls are kept, counted and timed. */
export type AgentsOf = readonly RecommendingAgent[] | ((model: LanguageModel | null) => readonly RecommendingAgent[])

/** What a table of tasks is asked for. */
export interface EvaluateTasksRequest extends Omit<AgentTaskOptions, 'task'> {
  readonly data: Dataset
  readonly tasks: readonly AgentTaskType[]
  /** None unless given. */
  readonly agents?: AgentsOf
  /** Classic rows beside them, such as `ease`; popularity always takes part. Those that learn from ratings rate too. */
  readonly recommenders?: readonly string[]
  /** The model that ranks for agents; `ease` unless given. */
  readonly ranker?: string
  /** The model of ratings for agents, and a row of `rate`; `biased-mf` unless given. */
  readonly rater?: string
  /** What stands for a rating that did not come, in the true form; `worst` unless given. */
  readonly failedRating?: RatingSubstitute
  readonly clock: Clock
  /** Asked by agents that have a mind with a model. */
  readonly model?: LanguageModel
  /** What the model was shown to be able to do on these data; rows say where it decides beyond that. */
  readonly card?: MindCard | null
  /** A folder for the calls of the model and for what was fitted: what was answered once is never asked again. */
  readonly out?: string
  readonly price?: Price
  /** Of all calls together. */
  readonly budget?: Omit<Budget, 'price' | 'spent'>
  readonly callsPerMinute?: number
  readonly sleep?: Sleep
  /** Of one task. */
  readonly taskBudget?: PlannerBudget
  /** Tasks at once; as many as the model takes unless given. */
  readonly concurrency?: number
  /** For fitting; 1 unless given. */
  readonly threads?: number
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
  readonly onResult?: OnTaskResult
}

/** Which job a model does that has the last word in a task. */
const JOBS: Readonly<Record<AgentTaskType, Job>> = {
  rate: 'taste',
  rank: 'ranking',
  next: 'ranking',
  summarise: 'wording',
  explain: 'wording',
}

/**
 * Has agents do the tasks of the field, and sets them beside classic recommenders and controls on the same samples: accuracy with
 * failures and without, and what it took.
 *
 * Everybody knows the same: models fitted before the last cut that is not after the sample, and the person's own past. A run that was
 * stopped goes on in the same folder, and asks a model nothing twice.
 *
 * @throws {TastemakerError} what `agentTasks` throws, for every task that cannot be asked where no other can; `config/unknown-name` for a
 *   recommender that is none; `planner/bad-input` for two agents of one name and mind; `runtime/interrupted` when the signal fires
 * @example await evaluateTasks({ data, tasks: ['rank', 'next'], recommenders: ['ease'], clock: systemClock })
 */
export async function evaluateTasks(request: EvaluateTasksRequest): Promise<TaskTable> {
  const { data, clock, seed = 1, model, signal, concurrency } = request
  const { sets, skipped } = setsOf(request)
  const names = namesOf(request, sets)
  const book = model ? await openCallBook({ ...callsOf(request), model, clock, seed }) : null
  let world: World | undefined
  try {
    const calls = book ? { book, model: taskModel(book) } : undefined
    const agents = agentsOf(request, calls?.model)
    const fits = await fitAtCuts({
      cuts: [...new Map(sets.flatMap(({ cuts }) => cuts).map((cut) => [cut.id, cut])).values()],
      names: names.all,
      seed,
      threads: request.threads ?? 1,
      clock,
      folder: request.out === undefined ? undefined : join(request.out, 'models'),
      signal,
      onProgress: request.onProgress,
    })
    world = await openWorld({
      data,
      fits,
      ranker: names.ranker,
      rater: names.rater,
      reviews: request.reviews ?? [],
      random: randomStream(seed, 'agent-task-strangers'),
    })
    const running: RunningAgents = {
      world,
      clock,
      seed,
      lanes: concurrency ?? model?.concurrency ?? 1,
      calls,
      budget: request.taskBudget,
      signal,
      onProgress: request.onProgress,
      onResult: request.onResult,
    }
    const tasks: TaskResult[] = []
    for (const set of sets) {
      signal?.throwIfAborted()
      tasks.push(await taskRows(partsOf(request, { set, agents, names, running })))
    }
    return tableOf(request, { tasks, skipped, names })
  } catch (error) {
    if (!signal?.aborted) throw error
    const hint = request.out === undefined ? undefined : 'The same command again goes on where it was.'
    throw new TastemakerError('runtime/interrupted', 'The evaluation was interrupted.', hint)
  } finally {
    await world?.close()
    book?.close()
  }
}

interface Names {
  readonly recommenders: readonly string[]
  readonly ranker: string
  readonly rater: string | null
  readonly all: readonly string[]
}

/** Models by name, before anything is fitted; those that nobody here needs are not fitted at all. */
function namesOf(request: EvaluateTasksRequest, sets: readonly AgentTaskSet[]): Names {
  const { data, agents = [], recommenders = [], ranker = 'ease', rater = 'biased-mf' } = request
  const asked = [...new Set(recommenders.map((name) => modelByName(name).name))]
  const rows = asked.includes('popularity') ? asked : ['popularity', ...asked]
  const rating = data.scale ? modelByName(rater).name : null
  const names = { recommenders: rows, ranker: modelByName(ranker).name, rater: rating }
  const isAsked = (...tasks: readonly AgentTaskType[]): boolean => sets.some(({ task }) => tasks.includes(task))
  const hasAgents = typeof agents === 'function' || agents.length > 0
  const all = [
    ...rows,
    // What may be said of an item rests on what is alike.
    ...(hasAgents || isAsked('explain') ? [names.ranker] : []),
    ...(rating !== null && (hasAgents || isAsked('rate')) ? [rating] : []),
  ]
  return { ...names, all: [...new Set(all)] }
}

function setsOf(request: EvaluateTasksRequest) {
  const sets: AgentTaskSet[] = []
  const skipped: { readonly task: AgentTaskType; readonly reason: string }[] = []
  let first: TastemakerError | undefined
  for (const task of new Set(request.tasks)) {
    try {
      sets.push(agentTasks(request.data, { ...request, task }))
    } catch (error) {
      if (!(error instanceof TastemakerError && error.code === 'data/empty')) throw error
      first ??= error
      skipped.push({ task, reason: `${error.message}${error.hint ? ` ${error.hint}` : ''}` })
    }
  }
  if (sets.length > 0) return { sets, skipped }
  throw first ?? new TastemakerError('config/option', 'No task was asked for.', 'Name one, such as rank.')
}

function agentsOf({ agents = [] }: EvaluateTasksRequest, model: TaskModel | undefined): readonly RecommendingAgent[] {
  const made = typeof agents === 'function' ? agents(model?.model ?? null) : agents
  const twice = made.find(
    ({ name, mind }, place) => made.findIndex((other) => other.name === name && other.mind === mind) !== place,
  )
  if (!twice) return made
  throw new TastemakerError(
    'planner/bad-input',
    `Two agents are called ${twice.name}, ${twice.mind}.`,
    'Name each once.',
  )
}

function callsOf({ out, price, budget, callsPerMinute, sleep }: EvaluateTasksRequest) {
  return {
    ...(out === undefined ? {} : { out }),
    ...(price ? { price } : {}),
    ...(budget ? { budget } : {}),
    ...(callsPerMinute === undefined ? {} : { callsPerMinute }),
    ...(sleep ? { sleep } : {}),
  } satisfies Partial<Parameters<typeof openCallBook>[0]>
}

function partsOf(
  request: EvaluateTasksRequest,
  { set, agents, names, running }: Pick<TaskRows, 'set' | 'agents' | 'running'> & { readonly names: Names },
): TaskRows {
  const { seed = 1, failedRating = 'worst', price, card = null } = request
  return {
    set,
    agents,
    running,
    recommenders: names.recommenders,
    failedRating,
    price,
    isUnqualified: !grantedJobs(card).has(JOBS[set.task]),
    random: randomStream(seed, 'agent-task-intervals', set.task),
  }
}

interface Made {
  readonly tasks: TaskResult[]
  readonly skipped: TaskTable['skipped']
  readonly names: Names
}

function tableOf(request: EvaluateTasksRequest, { tasks, skipped, names }: Made): TaskTable {
  const { data, model, protocol = '1+19', n = 200, seed = 1, shuffles = 1, failedRating = 'worst' } = request
  const liked = request.likedFrom ?? likedFromOf({ past: pastOf(data) })
  const ranked = tasks.some(({ task }) => task === 'rank')
  return {
    version: 1,
    data: { name: data.name, hash: data.hash },
    model: model ? { name: model.name, fingerprint: model.fingerprint } : null,
    protocol: {
      candidates: protocol,
      shuffles,
      n,
      seed,
      likedFrom: Number.isFinite(liked) ? liked : null,
      failedRating,
      ranker: names.ranker,
      rater: names.rater,
      labels: 'real',
    },
    tasks,
    skipped,
    notes: [
      ...data.notes,
      ...(ranked && protocol !== 'full'
        ? [
            `Candidates of rank are ${protocol}, not the whole catalogue: such numbers are far higher, and may not be set beside those of another number of negatives (Krichene and Rendle 2020).`,
          ]
        : []),
    ],
  }
}
