import { explanationFacts, type RecommendingAgent } from '../../agents/index.ts'
import type { AgentTask, ItemFacts, ItemIndex } from '../../domain/index.ts'
import type { RatingSubstitute } from '../../evaluation/tasks/index.ts'
import type { Price } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import { LEAST_PEOPLE } from '../planners/_least-people.ts'
import { ranking, rating, rules } from './_answerers.ts'
import type { Answerer, Arm } from './_arm.ts'
import { rowsOf, undeclaredRow } from './_rows.ts'
import { type RunningAgents, runAgent } from './_run-agent.ts'
import { referencesOf, type Scoring, scoringOf, unheardOf } from './_scoring.ts'
import { printedNotes, taskNotes } from './_task-notes.ts'
import type { HistoryOf } from './_world.ts'
import type { AgentTaskSet, TaskSample } from './task-sample.ts'
import type { TaskResult } from './task-table.ts'

/** Of what the rows of one task are made. */
export interface TaskRows {
  readonly set: AgentTaskSet
  readonly agents: readonly RecommendingAgent[]
  readonly recommenders: readonly string[]
  readonly running: RunningAgents
  readonly failedRating: RatingSubstitute
  readonly isUnqualified: boolean
  readonly random: RandomStream
  readonly price?: Price | undefined
}

/** One task from its samples to its rows: chance, rules, classic models, agents, and agents that asked a model without the history. */
export async function taskRows(parts: TaskRows): Promise<TaskResult> {
  const { set, agents, running, failedRating, isUnqualified, random, price } = parts
  const { data } = running.world
  const facts = factsOf(parts)
  const scoring = scoringOf(set, { data, failedRating, facts, enough: LEAST_PEOPLE })
  const arms: Arm[] = [...chanceArm(set, scoring)]
  for (const answerer of [...rules(set.task, data, facts), ...classicOf(parts)]) {
    arms.push(answeredArm(answerer, set, scoring, running))
  }
  const able = agents.filter(({ tasks }) => tasks.includes(set.task))
  for (const agent of able) arms.push(await agentArm(agent, 'own', scoring, parts))
  for (const agent of able) {
    for (const history of controlsFor(agent, set)) arms.push(await agentArm(agent, history, scoring, parts))
  }
  const people = set.samples.map(({ user }) => data.users.ids[user]!)
  const { rows, best } = rowsOf(arms, { set, scoring, people, random, price, isUnqualified })
  const undeclared = agents
    .filter((agent) => !able.includes(agent))
    .map((agent) => undeclaredRow({ name: nameOf(agent, 'own'), system: agent.name, mind: agent.mind }))
  const made = {
    task: set.task,
    measure: scoring.main,
    better: scoring.better,
    people: set.samples.length,
    eligible: set.eligible,
    tooEarly: set.tooEarly,
    repeats: set.repeats,
    cuts: set.cuts.map(({ before }) => (before === null ? null : new Date(before).toISOString())),
    unheardOf: unheardOf(set.samples),
    references: referencesOf(set.samples),
    best,
    rows: [...rows, ...undeclared],
  }
  const printed = printedNotes(
    able.map(({ name }) => name),
    set.task,
  )
  return { ...made, notes: [...taskNotes(made, set.notes), ...printed] }
}

/** What may be said of the item of a sample, made once a sample. */
function factsOf({ running: { world } }: TaskRows): (sample: TaskSample) => ItemFacts {
  const known = new Map<TaskSample, ItemFacts>()
  return (sample) => {
    const [asked] = sample.asked
    const item = world.data.items.index((asked as Extract<AgentTask, { type: 'explain' }>).item) as ItemIndex
    const facts = known.get(sample) ?? explanationFacts(world.around(sample, 'own'), item, sample.user)
    known.set(sample, facts)
    return facts
  }
}

function classicOf({ set, recommenders, running: { world } }: TaskRows): Answerer[] {
  const { data, fits, rater } = world
  if (set.task === 'rank' || set.task === 'next') return recommenders.map((name) => ranking(name, fits, data))
  if (set.task !== 'rate') return []
  const rate = recommenders.filter((name) => fits.fitted(set.samples[0]!.cut, name).rate)
  return [...new Set([...rate, ...(rater === null ? [] : [rater])])].map((name) => rating(name, fits, data))
}

function chanceArm({ samples }: AgentTaskSet, scoring: Scoring): Arm[] {
  const scores = samples.map((sample) => scoring.chance(sample))
  if (scores.some((score) => score === null)) return []
  return [
    {
      name: 'chance',
      system: null,
      mind: null,
      kind: 'chance',
      answers: samples.map(() => ['']),
      scores: scores.map((score) => [score!]),
      results: [],
      milliseconds: [],
    },
  ]
}

function answeredArm(answerer: Answerer, set: AgentTaskSet, scoring: Scoring, { clock }: RunningAgents): Arm {
  const milliseconds: number[] = []
  const answers = set.samples.map((sample) =>
    sample.asked.map((asked) => {
      const started = clock.elapsed()
      const answer = answerer.answer(sample, asked)
      milliseconds.push(clock.elapsed() - started)
      return answer
    }),
  )
  return {
    name: answerer.name,
    system: null,
    mind: null,
    kind: answerer.kind,
    answers,
    scores: scored(set, scoring, answers),
    results: [],
    milliseconds: answerer.kind === 'classic' ? milliseconds : [],
  }
}

const scored = ({ samples }: AgentTaskSet, scoring: Scoring, answers: Arm['answers']): Arm['scores'] =>
  answers.map((orders, place) => orders.map((answer) => scoring.score(samples[place]!, answer)))

async function agentArm(
  agent: RecommendingAgent,
  history: HistoryOf,
  scoring: Scoring,
  { set, running }: TaskRows,
): Promise<Arm> {
  const row = nameOf(agent, history)
  const ran = await runAgent(agent, { row, set, history }, running)
  const times = running.calls?.book.times()
  const answers = set.samples.map((sample) =>
    ran.filter((one) => one.sample === sample).map(({ result }) => result.answer),
  )
  return {
    name: row,
    system: agent.name,
    mind: agent.mind,
    kind: history === 'own' ? 'agent' : 'control',
    answers,
    scores: scored(set, scoring, answers),
    results: ran.map(({ result }) => result),
    // Calls take what they took when they were first made, so that a run that went on tells the same as one that was not stopped.
    milliseconds: ran.map(({ calls, milliseconds }) =>
      calls.length === 0 ? milliseconds : calls.reduce((sum, call) => sum + (times?.get(call) ?? Number.NaN), 0),
    ),
  }
}

const HISTORIES: Readonly<Record<HistoryOf, string>> = {
  own: '',
  none: '; no history',
  stranger: "; another's history",
}

const nameOf = ({ name, mind }: RecommendingAgent, history: HistoryOf): string =>
  `${name}, ${mind}${HISTORIES[history]}`

/** A title comes from the text alone: no history stands behind it. */
const controlsFor = ({ mind }: RecommendingAgent, { task, samples }: AgentTaskSet): HistoryOf[] => {
  if (mind === 'choice' || task === 'summarise') return []
  return samples[0]!.past.data.users.size > 1 ? ['none', 'stranger'] : ['none']
}
