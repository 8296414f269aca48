import { pastOf, type RecommendingAgent, type Surroundings, searchIndex, surroundings } from '../../agents/index.ts'
import type { Clock } from '../../clock.ts'
import { type Fitted, type Label, type PlannerBudget, reveal, TastemakerError } from '../../domain/index.ts'
import {
  passHatK,
  type TauPolicy,
  type TauSuite,
  type TauTask,
  type TauWish,
  verifyTrial,
} from '../../evaluation/suites/index.ts'
import type { Price } from '../../minds/index.ts'
import { itemKnn, loadModel } from '../../models/index.ts'
import { type RandomStream, randomStream } from '../../random.ts'
import type { OnProgress } from '../progress.ts'
import { goOn } from './_go-on.ts'
import { costOf } from './_spent.ts'
import { converse, type TauRun } from './_tau-conversation.ts'
import { tauNotes } from './_tau-notes.ts'
import { ruleWords, tauRules } from './_tau-rules.ts'
import type { TauResult, TauRow } from './tau-result.ts'
import { tauUser } from './tau-user.ts'

/** What to run on tau-Rec, or on an invented suite of its shape. */
export interface TauRequest {
  readonly suite: TauSuite
  /** Has to converse; rules alone without one. */
  readonly agent?: RecommendingAgent | undefined
  /** Names of `tauRuleNames`; all unless given. The oracle and chance are in every table. */
  readonly rules?: readonly string[] | undefined
  /** Of each task; 4 unless given. */
  readonly trials?: number
  /** The first so many tasks; all unless given. */
  readonly n?: number | undefined
  /** The most messages of the person; 20 unless given. */
  readonly turns?: number
  readonly budget?: PlannerBudget
  readonly price?: Price | undefined
  readonly seed?: number
  readonly clock: Clock
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
}

/** The rules. @example tauRuleNames.includes('oracle') // true */
export const tauRuleNames: readonly string[] = Object.keys(tauRules)

const ALWAYS: readonly string[] = ['random', 'oracle']
/** The k of pass^k, as far as there are trials. */
const KS = [1, 2, 4, 8, 16] as const

/**
 * Runs an agent that converses, and rules, on every task of a suite some times, and verifies each trial: pass^k.
 *
 * The person of a task is played by rules (`tauUser`). The agent knows the catalogue and what the person watched, and nothing of the
 * wish but what it is told; every trial is a new conversation with a random stream of its own.
 *
 * @throws {TastemakerError} `config/range` for fewer than one trial or turn; `config/unknown-name` for a rule; `planner/bad-input` for an
 *   agent that does not converse; `runtime/interrupted`
 * @example (await runTauRec({ suite: inventedTauSuite(), clock: systemClock })).rows[0]?.passes
 */
export async function runTauRec(request: TauRequest): Promise<TauResult> {
  const { suite, agent, trials = 4, n, turns = 20, seed = 1, price } = request
  requireWhole({ trials, turns, ...(n === undefined ? {} : { n }) })
  const rules = rulesOf(request.rules)
  const open = opened(agent)
  const tasks = suite.tasks.slice(0, n)
  const random = randomStream(seed, 'tau-rec')
  const wishOf = (task: TauTask): TauWish => reveal(suite.wishes.get(task.id) as Label<TauWish>)
  const rows = rules.map((name) => {
    const runs = tasks.map((task) =>
      Array.from({ length: trials }, (_, trial) =>
        ruleRun(name, suite, task, wishOf(task), random.split(name, task.id, trial)),
      ),
    )
    const kind = name === 'oracle' ? 'oracle' : 'rule'
    return rowOf({ name, kind, runs }, { suite, tasks, wishOf, random })
  })
  if (agent && open) {
    const runs = await agentRuns({ ...request, agent, trials, turns }, { tasks, wishOf, random, open })
    rows.push(rowOf({ name: agent.name, kind: 'agent', runs }, { suite, tasks, wishOf, random, price }))
  }
  return {
    suite: { name: suite.name, origin: suite.origin, items: suite.items.size },
    tasks: tasks.map(({ id }) => id),
    protocol: {
      trials,
      turns,
      seed,
      noneFits: tasks.filter((task) => wishOf(task).noneFits).length,
      user: 'rules: volunteers, answers questions, never tells what is hidden',
    },
    rows,
    notes: tauNotes(suite, rows, trials),
  }
}

type Runs = readonly (readonly TauRun[])[]

function ruleRun(name: string, suite: TauSuite, task: TauTask, wish: TauWish, random: RandomStream): TauRun {
  const item = tauRules[name as keyof typeof tauRules]({ suite, task, wish, random })
  const messages = [ruleWords(item === null ? undefined : suite.items.get(item))]
  return {
    trial: { recommended: item === null ? [] : [item], abstained: item === null, messages, ratingsChecked: [] },
    ended: item === null ? 'abstained' : 'recommended',
    turns: 0,
    severalShown: false,
    failures: 0,
    spent: { calls: 0, promptTokens: 0, generatedTokens: 0, milliseconds: 0 },
  }
}

interface AgentRequest extends TauRequest {
  readonly agent: RecommendingAgent
  readonly trials: number
  readonly turns: number
}

interface Running {
  readonly tasks: readonly TauTask[]
  readonly wishOf: (task: TauTask) => TauWish
  readonly random: RandomStream
  readonly open: NonNullable<RecommendingAgent['open']>
}

async function agentRuns(request: AgentRequest, { tasks, wishOf, random, open }: Running): Promise<Runs> {
  const { suite, agent, trials, turns, clock, signal, budget, onProgress } = request
  const around = await surroundingsOf(suite, random.split('fit'))
  const runs: TauRun[][] = []
  for (const task of tasks) {
    const own: TauRun[] = []
    for (let trial = 0; trial < trials; trial++) {
      goOn(signal)
      onProgress?.({
        stage: agent.name,
        done: runs.length * trials + trial,
        total: tasks.length * trials,
        unit: 'trials',
      })
      const conversation = open({
        surroundings: around,
        random: random.split('agent', task.id, trial),
        elapsed: clock.elapsed,
        budget,
        signal,
        user: task.user,
      })
      own.push(await converse(conversation, tauUser(suite, task, wishOf(task)), turns, clock.elapsed, signal))
    }
    runs.push(own)
  }
  return runs
}

/** What the agent looks at: neighbours where people of an invented world left a log, the votes of the catalogue elsewhere. */
async function surroundingsOf(suite: TauSuite, random: RandomStream): Promise<Surroundings> {
  const { data } = suite
  const ranker = suite.origin === 'invented' ? await itemKnn().fit(data, { random, threads: 1 }) : byVotes(suite)
  return surroundings({ past: pastOf(data), ranker, search: await searchIndex(data) })
}

/** Popularity whose counts are the votes of the catalogue: what people watched is too little to learn from. */
function byVotes({ data: { log, items: vocabulary }, items }: TauSuite): Fitted {
  const counts = Int32Array.from(vocabulary.ids, (id) => Number(items.get(id)?.values['vote_count'] ?? 0))
  const arrays = { counts, historyOffsets: log.offsets, historyItems: log.item, historyValues: log.value }
  return loadModel({ model: 'popularity', version: 1, options: {}, arrays })
}

interface RowParts {
  readonly suite: TauSuite
  readonly tasks: readonly TauTask[]
  readonly wishOf: (task: TauTask) => TauWish
  readonly random: RandomStream
  readonly price?: Price | undefined
}

function rowOf(
  { name, kind, runs }: { readonly name: string; readonly kind: TauRow['kind']; readonly runs: Runs },
  { suite, tasks, wishOf, random, price }: RowParts,
): TauRow {
  const verdicts = runs.map((own, place) => {
    const task = tasks[place]!
    return own.map(({ trial }) => verifyTrial(suite, task, wishOf(task), trial))
  })
  const all = verdicts.flat()
  const trials = runs.flat()
  const counts = verdicts.map((own) => ({
    trials: own.length,
    successes: own.filter(({ reward }) => reward === 1).length,
  }))
  const fewest = Math.min(...counts.map((count) => count.trials))
  const broken: Partial<Record<TauPolicy, number>> = {}
  for (const policy of all.flatMap(({ policiesBroken }) => policiesBroken)) broken[policy] = (broken[policy] ?? 0) + 1
  const ended = { recommended: 0, abstained: 0, turns: 0 }
  for (const trial of trials) ended[trial.ended]++
  const sum = (of: (run: TauRun) => number): number => trials.reduce((total, run) => total + of(run), 0)
  return {
    name,
    kind,
    // One stream for all rows: what differs is never the luck of which tasks were drawn.
    passes: KS.filter((k) => k <= fewest).map((k) => ({ k, value: passHatK(counts, k, random.split('intervals')) })),
    constraintsMet: all.filter(({ constraintsMet }) => constraintsMet).length / all.length,
    broken,
    ended,
    successes: counts.map(({ successes }) => successes),
    talk:
      kind === 'agent'
        ? {
            severalShown: sum(({ severalShown }) => Number(severalShown)),
            failures: sum(({ failures }) => failures),
            turns: sum(({ turns }) => turns) / trials.length,
          }
        : null,
    cost:
      kind === 'agent'
        ? costOf(
            trials.map(({ spent }) => spent),
            price,
          )
        : null,
  }
}

function opened(agent: RecommendingAgent | undefined): RecommendingAgent['open'] {
  if (!agent) return undefined
  if (agent.tasks.includes('converse') && agent.open) return agent.open.bind(agent)
  throw new TastemakerError(
    'planner/bad-input',
    `${agent.name} does not converse, and the suite is a conversation.`,
    `It does ${agent.tasks.join(', ')}.`,
  )
}

function rulesOf(asked: readonly string[] | undefined): readonly string[] {
  const unknown = asked?.find((name) => !tauRuleNames.includes(name))
  if (unknown !== undefined) {
    throw new TastemakerError(
      'config/unknown-name',
      `There is no rule "${unknown}".`,
      `There are ${tauRuleNames.join(', ')}.`,
    )
  }
  return tauRuleNames.filter((name) => asked === undefined || asked.includes(name) || ALWAYS.includes(name))
}

function requireWhole(numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new TastemakerError('config/range', `${name} must be a whole number from 1, got ${value}.`)
  }
}
