import { chainOfThought, critic, PLANNER_PROMPTS } from '../../agents/index.ts'
import {
  type Dataset,
  type Evaluator,
  Label,
  type MindCard,
  type Planner,
  type PlannerBudget,
  reveal,
  TastemakerError,
} from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { type CallOptions, openCallBook } from '../_call-book.ts'
import type { NegativesBy } from '../_negatives.ts'
import type { OnProgress } from '../progress.ts'
import { bestRanker, bestRater } from './_classic.ts'
import { comparisonNotes } from './_comparison-notes.ts'
import { type Arm, rowOf, ruleArm } from './_rows.ts'
import { measuresOf, positionsOf, rankRules, rateRules, scoresOf } from './_rules.ts'
import { type OnResult, type Ran, type Running, runArm } from './_run-arm.ts'
import { standingNotes } from './_standing-note.ts'
import type { PlannerComparison } from './comparison.ts'
import { rankTasks, rateTasks, type TaskOptions, type TaskSet, type ToolsOfDesk } from './task-sets.ts'

/** What a comparison is asked for. */
export interface ComparePlannersRequest extends CallOptions {
  readonly data: Dataset
  /** Compared beside chain-of-thought, which always takes part. */
  readonly planners: readonly Planner[]
  /** `rank` unless given. */
  readonly task?: 'rank' | 'rate'
  /** People; 50 unless given. */
  readonly n?: number
  /** Items beside the true one: 9, 19 or 99 for the usual protocols; 19 unless given. */
  readonly negatives?: number
  /** `uniform` unless given. */
  readonly by?: NegativesBy
  readonly baseline?: 'given' | 'popularity'
  /** Events told; 10 unless given. */
  readonly events?: number
  /** For planners that try again; a critic that asks the model unless given. */
  readonly evaluator?: Evaluator
  readonly taskBudget?: PlannerBudget
  /** `deskTools` unless given: the same for all planners. */
  readonly tools?: ToolsOfDesk
  /** Tasks at once; as many as the model takes unless given. */
  readonly concurrency?: number
  /** The model is a rule that reads the words of a prompt: tables say so. */
  readonly scripted?: boolean
  /** What the model was shown to be able to do on these data; tables say where it was not. */
  readonly card?: MindCard | null
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
  readonly onResult?: OnResult
}

/**
 * Compares planners on the same tasks, with the same tools, model and order of candidates, beside chance, popularity, the best classic
 * model and chain-of-thought without the history and with another person's.
 *
 * Failures count as misses. A comparison that was stopped goes on in the same folder, and asks nothing twice.
 *
 * @throws {TastemakerError} what `casesOf` throws; `planner/bad-input` for two planners of one name; `runtime/interrupted` when the
 *   signal fires
 * @example await comparePlanners({ data, planners: [react()], model, clock: systemClock, n: 50, out: 'runs/planners' })
 */
export async function comparePlanners(request: ComparePlannersRequest): Promise<PlannerComparison> {
  const { data, model, clock, seed = 1, task = 'rank', signal, concurrency, evaluator = critic('test') } = request
  const planners = withChainOfThought(request.planners)
  const sets = setsOf(request, task)
  const classic = await (task === 'rank' ? bestRanker : bestRater)(data, heldOut(sets.own), seed)
  const book = await openCallBook(request)
  try {
    const how: Running = {
      book,
      clock,
      seed,
      evaluator,
      lanes: concurrency ?? model.concurrency,
      ...pick(request, ['signal', 'onProgress', 'onResult']),
      ...(request.taskBudget ? { budget: request.taskBudget } : {}),
    }
    const ran: {
      readonly name: string
      readonly kind: Arm['kind']
      readonly set: TaskSet
      readonly runs: readonly Ran[]
    }[] = []
    for (const planner of planners) {
      ran.push({
        name: planner.name,
        kind: 'planner',
        set: sets.own,
        runs: await runArm(planner.name, planner, sets.own, how),
      })
    }
    for (const { name, set } of sets.controls) {
      ran.push({ name, kind: 'control', set, runs: await runArm(name, planners[0]!, set, how) })
    }
    const times = book.times()
    const arms = ran.map(({ name, kind, set, runs }): Arm => {
      const results = runs.map(({ result }) => result)
      return {
        name,
        kind,
        results,
        scores: scoresOf(
          set,
          results.map(({ answer }) => answer),
          data.scale,
        ),
        answered: results.map(({ answer }) => answer !== null),
        milliseconds: runs.map(({ calls }) => calls.reduce((sum, call) => sum + (times.get(call) ?? Number.NaN), 0)),
      }
    })
    return comparisonOf(request, { sets, arms, classic, evaluator })
  } catch (error) {
    if (!signal?.aborted) throw error
    const hint = request.out === undefined ? undefined : 'The same command again goes on where it was.'
    throw new TastemakerError('runtime/interrupted', 'The comparison was interrupted.', hint)
  } finally {
    book.close()
  }
}

function withChainOfThought(planners: readonly Planner[]): readonly [Planner, ...Planner[]] {
  const cot = chainOfThought()
  const all = [cot, ...planners.filter(({ name }) => name !== cot.name)] as const
  const twice = all.find(({ name }, place) => all.findIndex((other) => other.name === name) !== place)
  if (!twice) return all
  throw new TastemakerError('planner/bad-input', `Two planners are called ${twice.name}.`, 'Name each once.')
}

interface Sets {
  readonly own: TaskSet
  readonly controls: readonly { readonly name: string; readonly set: TaskSet }[]
}

function setsOf(request: ComparePlannersRequest, task: 'rank' | 'rate'): Sets {
  const { data } = request
  const options: TaskOptions = pick(request, ['n', 'negatives', 'by', 'baseline', 'events', 'seed', 'tools'])
  const make = (history: TaskOptions['history']): TaskSet =>
    (task === 'rank' ? rankTasks : rateTasks)(data, { ...options, ...(history ? { history } : {}) })
  const own = make('own')
  return {
    own,
    controls: [
      { name: 'chain-of-thought, no history', set: make('none') },
      // One person has no stranger.
      ...(own.cases.length > 1 ? [{ name: "chain-of-thought, another's history", set: make('stranger') }] : []),
    ],
  }
}

/** What is held out, as the classic models are scored. */
function heldOut({ kind, cases, labels }: TaskSet) {
  const values = new Map(cases.map(({ id }) => [id, labels.get(id)! as Label<number>]))
  const items = new Map(
    cases.map(({ id, candidates }) => {
      const truth = reveal(labels.get(id)!)
      return [id, new Label(candidates[kind === 'rank' ? Number(String(truth).slice(1)) - 1 : 0]!)] as const
    }),
  )
  return { cases, items, values }
}

interface Compared {
  readonly sets: Sets
  readonly arms: readonly Arm[]
  readonly classic: Awaited<ReturnType<typeof bestRanker>>
  readonly evaluator: Evaluator
}

function comparisonOf(
  request: ComparePlannersRequest,
  { sets, arms, classic, evaluator }: Compared,
): PlannerComparison {
  const { data, model, seed = 1, by = 'uniform', baseline = 'given', events = 10, scripted = false } = request
  const { own } = sets
  const { all: measures, main: measure } = measuresOf(own.kind)
  const best = ruleArm(`best classic: ${classic.name}`, 'classic', classic.scores)
  const rules = own.kind === 'rank' ? rankRules(own) : rateRules(own, data.scale!)
  const [cot, ...others] = arms.filter(({ kind }) => kind === 'planner')
  const controls = arms.filter(({ kind }) => kind === 'control')
  const parts = {
    measures,
    measure,
    positions: positionsOf(own),
    random: randomStream(seed, 'planner-intervals'),
    ...(request.price ? { price: request.price } : {}),
  }
  const rows = [...rules, best, cot!, ...controls, ...others].map((arm) =>
    rowOf(arm, { cot: cot!, classic: best }, parts),
  )
  const candidates = own.cases[0]!.candidates.length
  const made = {
    version: 1,
    task: own.kind,
    data: { name: data.name, hash: data.hash },
    model: { name: model.name, fingerprint: model.fingerprint, scripted },
    protocol: {
      split: "each person's last event, the one before it for validation",
      candidates,
      negatives:
        own.kind === 'rate'
          ? 'none'
          : `${candidates - 1} never touched, drawn ${by === 'uniform' ? 'with equal chances' : 'by their events before, and one'}`,
      baseline,
      history: events,
      seed,
      people: own.cases.length,
      eligible: own.eligible,
      labels: 'real',
      prompts: PLANNER_PROMPTS,
      tools: own.toolsOf(own.tasks[0]!).map(({ name }) => name),
      evaluator: evaluator.name,
    },
    measure,
    rows,
    classic: { name: classic.name, validation: classic.validation },
  } as const
  const job = request.task === 'rate' ? 'taste' : 'ranking'
  const standing = scripted ? [] : standingNotes(model, request.card ?? null, job, data.name)
  return { ...made, notes: [...standing, ...own.notes, ...comparisonNotes(made)] }
}

/** Some properties of an object, those that are there. */
function pick<Whole extends object, Key extends keyof Whole>(
  whole: Whole,
  keys: readonly Key[],
): Partial<Pick<Whole, Key>> {
  return Object.fromEntries(keys.flatMap((key) => (whole[key] === undefined ? [] : [[key, whole[key]]]))) as Partial<
    Pick<Whole, Key>
  >
}
