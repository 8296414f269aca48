import {
  type AgentMind,
  type AgentRun,
  explanationFacts,
  likedFromOf,
  type RecommendingAgent,
  requireUnlabelled,
  type Surroundings,
} from '../../agents/index.ts'
import {
  type AgentTask,
  type AgentTaskResult,
  type DecidedBy,
  type FailureKind,
  type ItemId,
  type ItemIndex,
  MindFailure,
  TastemakerError,
  type UserIndex,
} from '../../domain/index.ts'
import { wordingQuestion } from '../../minds/index.ts'
import { nameWithOptions } from '../../name-with-options.ts'
import { countedMind } from './_counted-mind.ts'
import { type RahAssistant, rahAssistant } from './assistant.ts'
import { type RahOptions, rahOptions } from './options.ts'
import { starsFor } from './stars.ts'

/** For each item asked for, so many of the utility's best are looked at before the list stays short. */
const LOOKED_AT = 3

/** The tasks that an agent of RAH does. */
export const RAH_TASKS = ['rate', 'rank', 'next', 'explain', 'feedback'] as const

/** Makes the agent that does tasks: learns who somebody is from their past, then answers. @example rahAgent(mind, options).tasks */
export function rahAgent(mind: AgentMind, options: RahOptions): RecommendingAgent {
  return {
    name: nameWithOptions('rah', options, rahOptions),
    mind: mind.name,
    tasks: RAH_TASKS,
    async perform(given, run) {
      requireUnlabelled(given, `The task "${given.id}"`)
      const { task, user } = requireTask(given, run.surroundings)
      const counted = countedMind(mind, run)
      const { data } = run.surroundings.past
      const random = run.random.split('rah', task.id)
      const assistant = rahAssistant({ mind: counted.mind, options, data, random, agent: `rah/${task.id}` })
      const outcome =
        task.type === 'explain'
          ? await explain(task, user, counted.mind, run)
          : await judged(task, user, assistant, run, options)
      const failed = failures(assistant)
      const failure = outcome.failure ?? (counted.isSpent() ? (failed[0] ?? null) : null)
      return {
        answer: outcome.answer,
        status: counted.isSpent() ? 'budget' : outcome.answer === null ? 'failed' : 'answered',
        decidedBy: outcome.decidedBy,
        failure,
        mended: { unknown: 0, duplicate: 0, missing: 0 },
        cost: counted.cost(),
        transcript: [],
        details: { ...outcome.details, ...(failed.length > 0 ? { failures: failed.length } : {}) },
      }
    },
  }
}

type DoneTask = Exclude<AgentTask, { readonly type: 'summarise' }>

interface Outcome {
  readonly answer: AgentTaskResult['answer']
  readonly decidedBy: DecidedBy
  readonly failure: AgentTaskResult['failure']
  readonly details: AgentTaskResult['details']
}

/** Learn from the person's latest events, oldest first, then answer. */
async function judged(
  task: Exclude<DoneTask, { readonly type: 'explain' }>,
  user: UserIndex,
  assistant: RahAssistant,
  { surroundings }: AgentRun,
  options: RahOptions,
): Promise<Outcome> {
  await learnPast(assistant, task.user, user, surroundings, options.lessons)
  const { decidedBy } = assistant
  const entries = assistant.personality(task.user)
  const known = { entries: entries.length, unexplained: entries.filter(({ explained }) => !explained).length }
  switch (task.type) {
    case 'rate': {
      const guess = await assistant.judge(task.user, task.item)
      if (guess === null) return { ...nothing(assistant), details: known }
      const answer = starsFor(guess.probability, surroundings.past, user)
      return { answer, decidedBy, failure: null, details: { ...known, probability: guess.probability } }
    }
    case 'rank': {
      const { answer, unanswered } = await ranked(task.candidates, task.user, user, assistant, surroundings)
      if (unanswered === task.candidates.length) return { ...nothing(assistant), details: { ...known, unanswered } }
      return { answer: answer.slice(0, task.k), decidedBy, failure: null, details: { ...known, unanswered } }
    }
    case 'next': {
      const best = utilityOrder(surroundings, user).filter((item) => !surroundings.past.touched(user, item))
      const { ids } = surroundings.past.data.items
      const offered = best.slice(0, LOOKED_AT * task.k).map((item) => ids[item]!)
      const { shown, dropped } = await assistant.onRecommendation(task.user, offered)
      const details = { ...known, dropped: dropped.length }
      return { answer: shown.slice(0, task.k), decidedBy, failure: null, details }
    }
  }
}

async function learnPast(
  assistant: RahAssistant,
  id: AgentTask['user'],
  user: UserIndex,
  surroundings: Surroundings,
  lessons: number,
): Promise<void> {
  const { past } = surroundings
  const { log, items } = past.data
  const { from, to } = past.rowsOf(user)
  const likedFrom = likedFromOf(surroundings)
  for (let row = Math.max(from, to - lessons); row < to; row++) {
    const liked = log.value[row]! >= likedFrom
    await assistant.onFeedback(id, items.ids[log.item[row]!]!, { liked, at: log.at[row]!, origin: 'logged' })
  }
}

/** By the probability of liking, ties by the utility; items without an answer stand where nothing is known of them. */
async function ranked(
  candidates: readonly ItemId[],
  id: AgentTask['user'],
  user: UserIndex,
  assistant: RahAssistant,
  surroundings: Surroundings,
): Promise<{ readonly answer: ItemId[]; readonly unanswered: number }> {
  const places = new Map(utilityOrder(surroundings, user).map((item, place) => [item, place]))
  const { items } = surroundings.past.data
  const placeOf = (item: ItemId): number => places.get(items.index(item)!)!
  const judged: { readonly item: ItemId; readonly probability: number }[] = []
  let unanswered = 0
  for (const item of candidates) {
    const guess = await assistant.judge(id, item)
    if (guess === null) unanswered++
    judged.push({ item, probability: guess?.probability ?? 0.5 })
  }
  judged.sort((a, b) => b.probability - a.probability || placeOf(a.item) - placeOf(b.item))
  return { answer: judged.map(({ item }) => item), unanswered }
}

function utilityOrder(surroundings: Surroundings, user: UserIndex): ItemIndex[] {
  const scores = surroundings.preference(user)([])
  return [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b) as ItemIndex[]
}

/** Why this item, from facts; the personality takes no part, since what it says is no fact. */
async function explain(
  { item, id }: Extract<AgentTask, { readonly type: 'explain' }>,
  user: UserIndex,
  mind: AgentMind,
  { surroundings, random }: AgentRun,
): Promise<Outcome> {
  const facts = explanationFacts(surroundings, surroundings.past.data.items.index(item)!, user)
  let fellBack = 0
  const asked = mind.mind(`rah/${id}`, () => fellBack++)
  const decidedBy = mind.does('wording') ? 'model' : 'template'
  try {
    const answer = await asked.write(wordingQuestion(facts, random.split('rah', id, 'explain')))
    return { answer, decidedBy: fellBack > 0 ? 'template' : decidedBy, failure: null, details: { fellBack } }
  } catch (error) {
    if (!(error instanceof MindFailure)) throw error
    return { answer: null, decidedBy, failure: { kind: error.kind, raw: error.raw }, details: {} }
  }
}

const nothing = (assistant: RahAssistant): Omit<Outcome, 'details'> => ({
  answer: null,
  decidedBy: assistant.decidedBy,
  failure: failures(assistant).at(-1) ?? null,
})

const failures = ({ log }: RahAssistant): { readonly kind: FailureKind; readonly raw: string }[] =>
  log.flatMap((event) => (event.type === 'answer-failed' ? [{ kind: event.kind, raw: event.raw }] : []))

function requireTask(
  task: AgentTask,
  { past: { data } }: Surroundings,
): { readonly task: DoneTask; readonly user: UserIndex } {
  if (task.type === 'summarise')
    throw badInput(`rah does ${RAH_TASKS.join(', ')}, and the task "${task.id}" is summarise.`)
  const user = data.users.index(task.user)
  if (user === undefined)
    throw badInput(`The task "${task.id}" is about an unknown person, ${JSON.stringify(task.user)}.`)
  const items = task.type === 'rank' ? task.candidates : task.type === 'next' ? [] : [task.item]
  const unknown = items.find((item) => data.items.index(item) === undefined)
  if (unknown !== undefined) throw badInput(`The task "${task.id}" names an unknown item, ${JSON.stringify(unknown)}.`)
  if (new Set(items).size < items.length) throw badInput(`The task "${task.id}" offers an item twice.`)
  if (task.type === 'rank' && items.length === 0) throw badInput(`The task "${task.id}" offers nothing to rank.`)
  if ('k' in task && !(Number.isInteger(task.k) && task.k >= 1)) {
    throw badInput(`The task "${task.id}" asks for ${task.k} items; that must be a whole number from 1.`)
  }
  if (task.type === 'rate' && !data.scale)
    throw badInput(`The task "${task.id}" asks for stars, and ${data.name} has none.`)
  return { task, user }
}

const badInput = (message: string): TastemakerError => new TastemakerError('planner/bad-input', message)
