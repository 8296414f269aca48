import { pastOf, type RecommendingAgent, type Surroundings, surroundings } from '../../agents/index.ts'
import type { Clock } from '../../clock.ts'
import { type Fitted, type ItemId, type PlannerBudget, TastemakerError } from '../../domain/index.ts'
import type { AgentSociety, ReviewErrors, SocietyTask } from '../../evaluation/suites/index.ts'
import type { Price } from '../../minds/index.ts'
import { biasedMf, itemKnn, popularity } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
import type { OnProgress } from '../progress.ts'
import { goOn } from './_go-on.ts'
import { type Arm, type Outcome, rowOf } from './_society-arm.ts'
import { societyNotes } from './_society-notes.ts'
import { agentOutcome, chanceOutcome, ruleOutcome, truthAt } from './_society-outcomes.ts'
import { rankRules, rateRules, ruleParts } from './_society-rules.ts'
import type { SocietyResult, SocietyTable } from './society-result.ts'

/** What to run on the challenge. */
export interface SocietyRequest {
  readonly suite: AgentSociety
  /** 1: stars; 2: an order of candidates. */
  readonly track: 1 | 2
  /** Rules alone without one. */
  readonly agent?: RecommendingAgent | undefined
  /** Names of `societyRules`; all unless given. Chance, and the orders untouched and shown, are in every table. */
  readonly rules?: readonly string[] | undefined
  /** Tasks of each folder, drawn by the seed; all unless given. */
  readonly n?: number | undefined
  /** What is fitted on the suite's reviews, for the agent and as a rule; `item-knn` unless given. */
  readonly ranker?: 'item-knn' | 'popularity'
  /** Whether candidates are shuffled from the seed; they are unless a test of the test asks for the order of the file. */
  readonly shuffle?: boolean
  /** Errors of the agent's reviews by task id, where somebody measured them. */
  readonly reviewErrors?: ReadonlyMap<string, ReviewErrors>
  /** Of one task of an agent. */
  readonly budget?: PlannerBudget
  readonly price?: Price | undefined
  readonly seed?: number
  readonly clock: Clock
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
}

/** The rules by track. @example societyRules[2] // ['untouched-order', 'shown-order', 'popularity', 'fitted-model'] */
export const societyRules: Readonly<Record<1 | 2, readonly string[]>> = {
  1: Object.keys(rateRules),
  2: Object.keys(rankRules),
}

/** Orders that say whether the lists are sound: no table goes without them. */
const ALWAYS: readonly string[] = ['untouched-order', 'shown-order']

/**
 * Runs an agent and rules on one track of the AgentSociety challenge, set by set.
 *
 * Models learn from the suite's reviews alone, from which the pairs of all tasks were taken; labels are opened for scoring and for
 * nothing else. Candidates are shuffled by the seed and the task's id, so that neither order nor prompts depend on a label.
 *
 * @throws {TastemakerError} `data/empty` where the suite has no task of the track; `config/unknown-name` for a rule; `planner/bad-input`
 *   for an agent without the task; `runtime/interrupted`
 * @example await runAgentSociety({ suite, track: 2, agent, clock: systemClock })
 */
export async function runAgentSociety(request: SocietyRequest): Promise<SocietyResult> {
  const { suite, track, agent, signal, onProgress, seed = 1, shuffle = true, ranker = 'item-knn' } = request
  const type = track === 1 ? 'rate' : 'rank'
  const rules = rulesOf(track, request.rules)
  requireTask(agent, type)
  const tasks = drawn(suite, type, request.n, seed)
  const random = randomStream(seed, 'agent-society')
  const shownOf = new Map<string, readonly ItemId[]>()
  for (const task of tasks) {
    if (task.type !== 'rank') continue
    const list = [...task.candidates]
    shownOf.set(task.id, shuffle ? random.split('candidates', task.id).shuffle(list) : list)
  }
  const fit = { random: random.split('fit'), threads: 1 }
  const fitted = await (ranker === 'popularity' ? popularity() : itemKnn()).fit(suite.data, fit)
  const parts = ruleParts(suite, fitted, ({ id }) => shownOf.get(id)!)
  const arms: Arm[] = [
    { name: 'chance', kind: 'chance', outcomes: tasks.map((task) => chanceOutcome(suite, task)) },
    ...rules.map(
      (name): Arm => ({
        name,
        kind: 'rule',
        outcomes: tasks.map((task) => ruleOutcome(name, task, parts)),
      }),
    ),
  ]
  if (agent) {
    const around = await surroundingsOf(suite, fitted, type, fit)
    const outcomes: Outcome[] = []
    for (const task of tasks) {
      goOn(signal)
      onProgress?.({ stage: agent.name, done: outcomes.length, total: tasks.length, unit: 'tasks' })
      outcomes.push(await agentOutcome(agent, task, around, request, parts))
    }
    arms.push({ name: agent.name, kind: 'agent', outcomes })
  }
  const { price, reviewErrors } = request
  const rowParts = { random: random.split('intervals'), price, reviewErrors }
  const sets = [...new Set(tasks.map(({ set }) => set))]
  const table = (set: string, within: (task: SocietyTask) => boolean): SocietyTable => ({
    set,
    tasks: tasks.filter(within).length,
    rows: arms.map((arm) => rowOf({ ...arm, outcomes: arm.outcomes.filter(({ task }) => within(task)) }, rowParts)),
    truthAt: truthAt(suite, tasks.filter(within)),
  })
  const tables = [
    ...sets.map((set) => table(set, (task) => task.set === set)),
    ...(sets.length > 1 ? [table('all', () => true)] : []),
  ]
  const sizes = [...shownOf.values()].map((list) => list.length)
  const protocol = {
    seed,
    shuffled: shuffle,
    candidates: track === 2 ? ([Math.min(...sizes), Math.max(...sizes)] as const) : null,
    ranker: fitted.name,
    labels: [...new Set(tasks.map(({ labels }) => labels))].sort(),
  }
  const excluded = suite.excluded
  return {
    suite: { name: suite.data.name, hash: suite.data.hash },
    track,
    protocol,
    tables,
    excluded,
    notes: societyNotes({ suite, track, tables, protocol, reviewed: reviewErrors !== undefined }),
  }
}

function rulesOf(track: 1 | 2, asked: readonly string[] | undefined): readonly string[] {
  const known = societyRules[track]
  const unknown = asked?.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new TastemakerError(
      'config/unknown-name',
      `Track ${track} has no rule "${unknown}".`,
      `It has ${known.join(', ')}.`,
    )
  }
  return known.filter((name) => asked === undefined || asked.includes(name) || ALWAYS.includes(name))
}

function requireTask(agent: RecommendingAgent | undefined, type: 'rate' | 'rank'): void {
  if (!agent || agent.tasks.includes(type)) return
  throw new TastemakerError(
    'planner/bad-input',
    `${agent.name} does not do the task "${type}".`,
    `It does ${agent.tasks.join(', ')}.`,
  )
}

function drawn(
  { tasks, data }: AgentSociety,
  type: SocietyTask['type'],
  n: number | undefined,
  seed: number,
): readonly SocietyTask[] {
  const own = tasks.filter((task) => task.type === type)
  if (own.length === 0) {
    throw new TastemakerError(
      'data/empty',
      `${data.name} has no tasks of track ${type === 'rate' ? 1 : 2}.`,
      'Ask for the other track.',
    )
  }
  if (n === undefined) return own
  const random = randomStream(seed, 'agent-society', 'tasks')
  const chosen = new Set(
    [...new Set(own.map(({ set }) => set))].flatMap((set) =>
      random
        .split(set)
        .shuffle(own.filter((task) => task.set === set))
        .slice(0, n),
    ),
  )
  return own.filter((task) => chosen.has(task))
}

async function surroundingsOf(
  { data, reviews }: AgentSociety,
  ranker: Fitted,
  type: 'rate' | 'rank',
  fit: Parameters<ReturnType<typeof itemKnn>['fit']>[1],
): Promise<Surroundings> {
  const rater = type === 'rate' ? await biasedMf().fit(data, fit) : undefined
  return surroundings({ past: pastOf(data), ranker, rater, reviews })
}
