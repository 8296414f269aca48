import {
  type AgentMind,
  type AgentRun,
  type Asked,
  askedOf,
  bestOf,
  everyItem,
  explanationFacts,
  lookUp,
  planFirst,
  type RecommendingAgent,
  touchedBy,
  userHistory,
} from '../../agents/index.ts'
import {
  type AgentTask,
  type AgentTaskResult,
  type ItemIndex,
  MindFailure,
  type Task,
  type Tool,
} from '../../domain/index.ts'
import { wordingQuestion } from '../../minds/index.ts'
import { nameWithOptions } from '../../name-with-options.ts'
import { openConversation } from './conversation.ts'
import { type InterecagentOptions, interecagentOptions } from './options.ts'
import { RANK_INSTRUCTIONS, rankQuestion } from './prompts.ts'
import { spending } from './spending.ts'

/** What it does beside summaries and stars, which need no candidates. */
export const TASKS: readonly Task[] = ['rank', 'next', 'explain', 'converse']

type Done = Pick<AgentTaskResult, 'answer' | 'decidedBy'> & Partial<AgentTaskResult>

/** The agent: three tasks beside the conversation it is known for. */
export function interecagentAgent(mind: AgentMind, options: InterecagentOptions): RecommendingAgent {
  const name = nameWithOptions('interecagent', options, interecagentOptions)
  return {
    name,
    mind: mind.name,
    tasks: TASKS,
    async perform(task: AgentTask, run: AgentRun) {
      const asked = askedOf(task, TASKS, run.surroundings)
      const began = run.elapsed()
      const done = await performed(asked, run, mind)
      const cost = { ...NOTHING, ...done.cost, milliseconds: run.elapsed() - began }
      return { status: 'answered', failure: null, mended: WHOLE, transcript: [], details: {}, ...done, cost }
    },
    open: (start) => openConversation(mind, options, start, name),
  }
}

const NOTHING = { calls: 0, promptTokens: 0, generatedTokens: 0, toolCalls: 0, milliseconds: 0 }
const WHOLE = { unknown: 0, duplicate: 0, missing: 0 }

async function performed(asked: Asked, run: AgentRun, mind: AgentMind): Promise<Done> {
  const { task } = asked
  if (task.type === 'explain') return explained(asked, run, mind)
  if (task.type === 'rank' && mind.does('ranking')) return rankedByModel(asked, run, mind)
  const { surroundings: around } = run
  const { ids } = around.columns.vocabulary
  const all = task.type === 'rank' ? asked.items : everyItem(around.columns.items.length)
  const without = task.type === 'rank' ? new Set<number>() : touchedBy(around, asked.user)
  const best = bestOf(around, asked.user, all, 'k' in task ? task.k : 1, without)
  return { answer: best.map((item) => ids[item]!), decidedBy: 'utility' }
}

/** Facts of the catalogue and of the person's own past, in words. */
async function explained(
  { task, user, items }: Asked,
  { surroundings, random }: AgentRun,
  mind: AgentMind,
): Promise<Done> {
  const facts = explanationFacts(surroundings, items[0]!, user)
  const spent = spending()
  let fellBack = 0
  const asks = mind.mind('interecagent', () => fellBack++, spent.onUsage)
  try {
    const answer = await asks.write(wordingQuestion(facts, random.split('why', task.id)))
    const { calls } = spent.so()
    return {
      answer,
      decidedBy: calls > 0 && fellBack === 0 ? 'model' : 'template',
      cost: costOf(spent),
      details: { fellBack },
    }
  } catch (error) {
    if (!(error instanceof MindFailure)) throw error
    return {
      answer: null,
      status: 'failed',
      decidedBy: 'model',
      failure: { kind: error.kind, raw: error.raw },
      cost: costOf(spent),
    }
  }
}

const costOf = (spent: ReturnType<typeof spending>) => ({ ...NOTHING, ...spent.so() })

const EVENTS = 10

/** A model orders candidates, with the tools that look things up; it plans first. */
async function rankedByModel({ task, user, items }: Asked, run: AgentRun, mind: AgentMind): Promise<Done> {
  const { surroundings: around, random, elapsed, budget, signal } = run
  const { columns, past } = around
  if (task.type !== 'rank') throw new Error(`a model was to rank for a task to ${task.type}`)
  const shown = random.split('order', task.id).shuffle([...items])
  const words = (item: ItemIndex): string =>
    `${columns.items[item]!.title} [${columns.items[item]!.categories.join(', ')}]`
  const { log, scale } = past.data
  const { from, to } = past.rowsOf(user)
  const history = Array.from(log.item.subarray(Math.max(from, to - EVENTS), to), (item, at) => {
    const stars = scale ? `, rated ${log.value[Math.max(from, to - EVENTS) + at]!} of ${scale.max}` : ''
    return `${JSON.stringify(words(item as ItemIndex))}${stars}`
  })
  const planned = {
    id: task.id,
    instructions: RANK_INSTRUCTIONS,
    question: rankQuestion(history, shown.length),
    answer: { type: 'ranking', candidates: shown.map((item, place) => ({ id: `c${place + 1}`, words: words(item) })) },
  } as const
  const result = await planFirst().run(planned, {
    model: mind.model!,
    tools: [lookUp(columns), userHistory(past, { user: task.user })] as unknown as readonly Tool[],
    random,
    elapsed,
    agent: 'interecagent',
    ...(budget ? { budget } : {}),
    ...(signal ? { signal } : {}),
  })
  const { answer, status, failure, transcript, cost, mended, details } = result
  const ids = Array.isArray(answer)
    ? answer.map((id: string) => columns.vocabulary.ids[shown[Number(id.slice(1)) - 1]!]!)
    : null
  return {
    answer: ids?.slice(0, task.k) ?? null,
    status,
    failure,
    transcript,
    cost,
    mended,
    details,
    decidedBy: 'model',
  }
}
