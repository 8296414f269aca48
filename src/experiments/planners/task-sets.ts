import { type Dataset, Label, type PlannerTask, reveal, TastemakerError, type Tool } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { type Case, type CaseOptions, type Cases, casesOf } from './cases.ts'
import { candidateId, deskOf, eventsOf } from './desk.ts'
import { deskTools } from './desk-tools.ts'
import { historyWords, INSTRUCTIONS, itemWords, rankQuestion, rateQuestion } from './task-words.ts'

/** Whose history a task tells: the person's own, nobody's, or another person's. The last two are controls. */
export type HistoryOf = 'own' | 'none' | 'stranger'

/** Makes the tools of a task of its desk. */
export type ToolsOfDesk = (desk: Dataset) => readonly Tool[]

/** How a task set is made. */
export interface TaskOptions extends Partial<CaseOptions> {
  /** 1 unless given. */
  readonly seed?: number
  /** `own` unless given. */
  readonly history?: HistoryOf
  /** Events told; 10 unless given. */
  readonly events?: number
  /** What settles ties and what an answer leaves out; `given` unless given: the order shown. */
  readonly baseline?: 'given' | 'popularity'
  /** `deskTools` unless given. */
  readonly tools?: ToolsOfDesk
}

/** Tasks for planners, with the truths beside them. */
export interface TaskSet<Truth extends string | number = string | number> {
  readonly kind: 'rank' | 'rate'
  readonly tasks: readonly PlannerTask[]
  /** Short id of the true candidate, or the true rating; by task id. Only the scoring opens them. */
  readonly labels: ReadonlyMap<string, Label<Truth>>
  /** In the order of the tasks. */
  readonly cases: readonly Case[]
  /** Tools whose data end before the held-out event. */
  toolsOf(task: PlannerTask): readonly Tool[]
  readonly eligible: number
  readonly notes: readonly string[]
}

const DEFAULTS = { n: 50, negatives: 19, seed: 1 }

/**
 * Ranking tasks: each person's last item among others that they never touched (1 + 9, 1 + 19, 1 + 99 by the number of negatives).
 *
 * The same seed gives the same people, candidates and orders, whatever history is told.
 *
 * @throws what `casesOf` throws
 * @example rankTasks(data, { negatives: 19, n: 50, seed: 1 }).tasks.length // 50
 */
export function rankTasks(data: Dataset, options: TaskOptions = {}): TaskSet<string> {
  const { baseline = 'given' } = options
  const made = casesOf(data, { ...DEFAULTS, ...options }, streamOf(options))
  return taskSet<string>(made, options, {
    kind: 'rank',
    label: ({ id, candidates }) => candidateId(candidates.indexOf(reveal(made.items.get(id)!))),
    task: ({ id, candidates, past }, history) => {
      const shown = candidates.map((item, place) => ({
        id: candidateId(place),
        words: itemWords(data.catalogue[item]!),
      }))
      const counts = past.counts()
      const popular = [...candidates.keys()].sort((a, b) => counts[candidates[b]!]! - counts[candidates[a]!]!)
      const order = baseline === 'popularity' ? { baseline: popular.map(candidateId) } : {}
      return {
        id,
        instructions: INSTRUCTIONS,
        question: rankQuestion(history, candidates.length),
        answer: { type: 'ranking', candidates: shown, ...order },
      }
    },
  })
}

/**
 * Rating tasks: how many stars each person gave the last item.
 *
 * @throws what `casesOf` throws; `data/empty` for data without ratings
 * @example rateTasks(data, { n: 50, seed: 1 }).labels.size // 50
 */
export function rateTasks(
  data: Dataset,
  options: Omit<TaskOptions, 'negatives' | 'by' | 'baseline'> = {},
): TaskSet<number> {
  const { scale } = data
  if (!scale) {
    throw new TastemakerError('data/empty', `${data.name} has no ratings to foresee.`, 'Ask for rankings instead.')
  }
  // The one candidate is the item itself; the negative drawn beside it is left out.
  const made = casesOf(data, { ...DEFAULTS, ...options, negatives: 1 }, streamOf(options))
  const alone = made.cases.map((one): Case => ({ ...one, candidates: [reveal(made.items.get(one.id)!)] }))
  return taskSet<number>({ ...made, cases: alone }, options, {
    kind: 'rate',
    label: ({ id }) => reveal(made.values.get(id)!),
    task: ({ id, candidates }, history) => ({
      id,
      instructions: INSTRUCTIONS,
      question: rateQuestion(history, itemWords(data.catalogue[candidates[0]!]!)),
      answer: { type: 'rating', scale },
    }),
  })
}

const streamOf = ({ seed = DEFAULTS.seed }: TaskOptions) => randomStream(seed, 'planner-tasks')

interface Parts<Truth> {
  readonly kind: TaskSet['kind']
  readonly label: (one: Case) => Truth
  readonly task: (one: Case, history: string | null) => PlannerTask
}

const EVENTS = 10

function taskSet<Truth extends string | number>(
  { cases, eligible, notes }: Cases,
  { history = 'own', events = EVENTS, tools = deskTools }: TaskOptions,
  { kind, label, task }: Parts<Truth>,
): TaskSet<Truth> {
  // Drawn people are in no order that matters, so that the next one is a stranger.
  const told = (place: number): Case | null =>
    history === 'none' ? null : cases[history === 'own' ? place : (place + 1) % cases.length]!
  const places = new Map<string, number>(cases.map(({ id }, place) => [id, place]))
  return {
    kind,
    tasks: cases.map((one, place) => {
      const whose = told(place)
      const last = whose && eventsOf(whose, new Set(one.candidates)).slice(-events)
      return task(one, last && historyWords(one.past.data, last))
    }),
    labels: new Map(cases.map((one) => [one.id, new Label(label(one))])),
    cases,
    toolsOf: ({ id }) => {
      const place = places.get(id)!
      return tools(deskOf(cases[place]!, told(place)))
    },
    eligible,
    notes,
  }
}
