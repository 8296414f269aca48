import type { AgentMind, AgentRun, RecommendingAgent } from '../../agents/index.ts'
import { explanationFacts, shortSummary } from '../../agents/index.ts'
import type { AgentAnswer, AgentTask, AgentTaskResult, DecidedBy } from '../../domain/index.ts'
import { wordFacts } from '../../minds/index.ts'

/** A result without cost. */
export const answered = (
  answer: AgentAnswer | null,
  decidedBy: DecidedBy = 'utility',
  more: Partial<AgentTaskResult> = {},
): AgentTaskResult => ({
  answer,
  status: answer === null ? 'failed' : 'answered',
  decidedBy,
  failure: answer === null ? { kind: 'unparseable', raw: 'nothing' } : null,
  mended: { unknown: 0, duplicate: 0, missing: 0 },
  cost: { calls: 0, promptTokens: 0, generatedTokens: 0, toolCalls: 0, milliseconds: 0 },
  transcript: [],
  details: {},
  ...more,
})

/** Makes an agent of a function. */
export const agentOf = (
  name: string,
  perform: (task: AgentTask, run: AgentRun) => AgentTaskResult | Promise<AgentTaskResult>,
  parts: { readonly mind?: AgentMind['name']; readonly tasks?: RecommendingAgent['tasks'] } = {},
): RecommendingAgent => ({
  name,
  mind: parts.mind ?? 'choice',
  tasks: parts.tasks ?? ['rate', 'rank', 'next', 'summarise', 'explain'],
  async perform(task, run) {
    return perform(task as unknown as AgentTask, run)
  },
})

/** Does everything by what its surroundings expect, and words by templates. */
export const utilityAgent = (parts: { readonly tasks?: RecommendingAgent['tasks'] } = {}): RecommendingAgent =>
  agentOf('utility', (task, run) => answered(byUtility(task, run)), parts)

/** The answer of a fitted utility. */
export function byUtility(task: AgentTask, { surroundings }: AgentRun): AgentAnswer {
  const { past } = surroundings
  const { users, items } = past.data
  const user = users.index(task.user)!
  switch (task.type) {
    case 'rate':
      return surroundings.rating(user, items.index(task.item)!)!
    case 'summarise':
      return shortSummary(task.review)
    case 'explain':
      return wordFacts(explanationFacts(surroundings, items.index(task.item)!, user))
    case 'rank': {
      const scores = surroundings.preference(user)([])
      const of = (id: (typeof task.candidates)[number]) => scores[items.index(id)!]!
      return [...task.candidates].sort((one, other) => of(other) - of(one)).slice(0, task.k)
    }
    case 'next': {
      const scores = surroundings.preference(user)([])
      const left = items.ids.map((_, item) => item).filter((item) => !past.touched(user, item as never))
      return left
        .sort((one, other) => scores[other]! - scores[one]!)
        .slice(0, task.k)
        .map((item) => items.ids[item]!)
    }
  }
}

/** Asks a model which candidate comes first, and leaves the rest as shown. */
export const askingAgent = (mind: AgentMind, words: (task: AgentTask, run: AgentRun) => string): RecommendingAgent =>
  agentOf(
    'asking',
    async (task, run) => {
      if (task.type !== 'rank') return answered(null)
      const said = await mind.model!.answer({
        system: 'Which comes first?',
        user: words(task, run),
        wanted: { type: 'choice', labels: task.candidates.map((_, place) => String(place)) },
        temperature: 0,
        seed: 1,
        by: { agent: 'asking', step: 'choose' },
      })
      const first = task.candidates[Number(said.text)]!
      const { promptTokens, generatedTokens } = said.usage
      return answered([first, ...task.candidates.filter((id) => id !== first)].slice(0, task.k), 'model', {
        cost: { calls: 1, promptTokens, generatedTokens, toolCalls: 0, milliseconds: 0 },
      })
    },
    { mind: mind.name, tasks: ['rank'] },
  )
