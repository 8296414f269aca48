import type { RecommendingAgent, Surroundings } from '../../agents/index.ts'
import type { Clock } from '../../clock.ts'
import { type ItemId, type Label, type PlannerBudget, reveal } from '../../domain/index.ts'
import {
  type AgentSociety,
  preferenceScore,
  type SocietyTask,
  type SocietyTruth,
} from '../../evaluation/suites/index.ts'
import { randomStream } from '../../random.ts'
import type { Outcome } from './_society-arm.ts'
import { chanceOn, orderValues, type RuleParts, rankRules, rateRules } from './_society-rules.ts'

/** How an agent is run. */
export interface AgentRunning {
  readonly clock: Clock
  readonly seed?: number
  readonly budget?: PlannerBudget
  readonly signal?: AbortSignal
}

const truthOf = ({ truths }: AgentSociety, { id }: SocietyTask): SocietyTruth =>
  reveal(truths.get(id) as Label<SocietyTruth>)

const starsOf = (truth: SocietyTruth): number => (truth.type === 'rate' ? truth.stars : Number.NaN)
const itemOf = (truth: SocietyTruth): ItemId => (truth as Extract<SocietyTruth, { readonly type: 'rank' }>).item

/** What chance comes to. */
export function chanceOutcome(suite: AgentSociety, task: SocietyTask): Outcome {
  return { task, answered: true, values: chanceOn(task, starsOf(truthOf(suite, task))) }
}

/** What a rule comes to. */
export function ruleOutcome(name: string, task: SocietyTask, parts: RuleParts): Outcome {
  const truth = truthOf(parts.suite, task)
  if (task.type === 'rate') {
    const stars = rateRules[name as keyof typeof rateRules](task, parts)
    return { task, answered: true, values: { score: preferenceScore(stars, starsOf(truth)) } }
  }
  const order = rankRules[name as keyof typeof rankRules](task, parts)
  return { task, answered: true, values: orderValues(order, itemOf(truth)), ...shownAt(task, truth, parts) }
}

function shownAt(task: Extract<SocietyTask, { readonly type: 'rank' }>, truth: SocietyTruth, { shown }: RuleParts) {
  const list = shown(task)
  return { shownAt: { place: list.indexOf(itemOf(truth)), of: list.length } }
}

/** What an agent comes to: the truth is opened when its answer is there. */
export async function agentOutcome(
  agent: RecommendingAgent,
  task: SocietyTask,
  around: Surroundings,
  { clock, seed = 1, budget, signal }: AgentRunning,
  parts: RuleParts,
): Promise<Outcome> {
  const started = clock.elapsed()
  const { id, user } = task
  const run = {
    surroundings: around,
    random: randomStream(seed, 'agent-society', 'agent', id),
    elapsed: clock.elapsed,
    budget,
    signal,
  }
  const result =
    task.type === 'rate'
      ? await agent.perform({ type: 'rate', id, user, item: task.item }, run)
      : await agent.perform(
          { type: 'rank', id, user, candidates: parts.shown(task), k: task.candidates.length } as const,
          run,
        )
  const milliseconds = clock.elapsed() - started
  const common = { task, answered: result.answer !== null, result, milliseconds }
  const truth = truthOf(parts.suite, task)
  if (task.type === 'rate') {
    const stars = typeof result.answer === 'number' ? result.answer : null
    return { ...common, values: { score: preferenceScore(stars, starsOf(truth)) } }
  }
  const order = typeof result.answer === 'object' ? result.answer : null
  return { ...common, values: orderValues(order, itemOf(truth)), ...shownAt(task, truth, parts) }
}

/** How often the true item stands at each place of the file. */
export function truthAt(suite: AgentSociety, tasks: readonly SocietyTask[]): readonly number[] {
  const counts: number[] = []
  for (const task of tasks) {
    if (task.type !== 'rank') continue
    for (let place = counts.length; place < task.candidates.length; place++) counts.push(0)
    counts[task.candidates.indexOf(itemOf(truthOf(suite, task)))]!++
  }
  return counts
}
