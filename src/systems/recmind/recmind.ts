import {
  type AgentMind,
  type AgentRun,
  type Asked,
  askedOf,
  critic,
  type Grounder,
  grounder,
  type RecommendingAgent,
} from '../../agents/index.ts'
import type {
  AgentTask,
  AgentTaskResult,
  AgentTaskType,
  Item,
  Job,
  PlannerResult,
  Task,
  Tool,
} from '../../domain/index.ts'
import { nameWithOptions } from '../../name-with-options.ts'
import { demonstrations } from './demonstrations.ts'
import { observationCharacters, plannerOf, type RecMindOptions, recmindOptions } from './options.ts'
import { inShuffledOrders } from './orders.ts'
import { FORMS, plannerTask } from './prompts.ts'
import { byRules, ruleTranscript } from './rules.ts'
import { settled } from './settled.ts'
import { type Toolbox, toolbox } from './tools.ts'

/** The job that a model must be granted to do a task. */
const JOBS: Readonly<Record<AgentTaskType, Job>> = {
  rate: 'taste',
  rank: 'ranking',
  next: 'ranking',
  summarise: 'wording',
  explain: 'wording',
}

/** The five tasks of the paper. */
export const TASKS: readonly AgentTaskType[] = ['rate', 'rank', 'next', 'summarise', 'explain']

const NO_TOOLS: Toolbox = { tools: [], details: () => ({}) }

/** Who asks, for the ledger. */
const AGENT = 'recmind'

/**
 * The agent of RecMind (Wang et al. 2024, section 3): one planner over SQL, search and summary does all five tasks.
 *
 * A task that needs an answer of a form that the planner does not give is not among its tasks.
 *
 * @example await recmindAgent(agentMind('choice'), recmindOptions.parse({})).perform(task, run)
 */
export function recmindAgent(mind: AgentMind, options: RecMindOptions): RecommendingAgent {
  const planner = plannerOf(options)
  const tasks: readonly Task[] = TASKS.filter((type) => !mind.does(JOBS[type]) || planner.answers.includes(FORMS[type]))
  const grounderOf = groundersByCatalogue()
  return {
    name: nameWithOptions('recmind', options, recmindOptions),
    mind: mind.name,
    tasks,
    async perform(task: AgentTask, run: AgentRun): Promise<AgentTaskResult> {
      const { surroundings } = run
      const asked = askedOf(task, tasks, surroundings)
      if (!mind.does(JOBS[task.type])) return ruled(asked, run)

      const box = planner.usesTools ? await toolbox(surroundings, observationCharacters(options)) : NO_TOOLS
      const examples = demonstrations(asked, surroundings, run.random.split('shots'), options.shots)
      const planned = await plan(asked, run, box.tools, examples)
      const { answer, ...rest } = settled(asked, planned, surroundings, () => grounderOf(surroundings.columns.items))
      const told = { ...rest.details, ...box.details(), ...coldOf(asked), shots: examples.length }
      return { answer, ...rest, cost: planned.cost, details: told }
    },
  }

  async function plan(
    asked: Asked,
    { surroundings, random, elapsed, budget, signal }: AgentRun,
    tools: readonly Tool[],
    examples: readonly string[],
  ): Promise<PlannerResult> {
    const context = {
      model: mind.model!,
      tools,
      random,
      elapsed,
      demonstrations: examples,
      agent: AGENT,
      // The model itself looks at its tries; no verdict comes from the truth.
      ...(planner.needsEvaluator ? { evaluator: critic('live') } : {}),
      ...(budget ? { budget } : {}),
      ...(signal ? { signal } : {}),
    }
    if (asked.task.type !== 'rank') return planner.run(plannerTask(asked, surroundings, random), context)
    const { items } = asked
    const popular = items.toSorted((a, b) => surroundings.popularity[b]! - surroundings.popularity[a]! || a - b)
    return inShuffledOrders({
      planner,
      context,
      baseline: popular,
      taskOf: (order) => plannerTask(asked, surroundings, random, order, popular),
      shuffles: options.shuffles,
    })
  }

  async function ruled(asked: Asked, { surroundings, random, elapsed }: AgentRun): Promise<AgentTaskResult> {
    const began = elapsed()
    const { answer, decidedBy, steps } = await byRules(asked, surroundings, mind.mind(AGENT), random)
    const missing = 'k' in asked.task && Array.isArray(answer) ? placesOf(asked) - answer.length : 0
    return {
      answer,
      status: 'answered',
      decidedBy,
      failure: null,
      mended: { unknown: 0, duplicate: 0, missing },
      cost: { calls: 0, promptTokens: 0, generatedTokens: 0, toolCalls: steps.length, milliseconds: elapsed() - began },
      transcript: ruleTranscript(steps, answer),
      details: coldOf(asked),
    }
  }
}

/** How many places an answer has to fill. */
const placesOf = ({ task, items }: Asked): number =>
  task.type === 'rank' ? Math.min(task.k, items.length) : task.type === 'next' ? task.k : 0

const coldOf = ({ cold }: Asked): Readonly<Record<string, number>> => (cold ? { cold: 1 } : {})

/** One grounder for each catalogue: making it reads every title. */
function groundersByCatalogue(): (items: readonly Item[]) => Grounder {
  const known = new WeakMap<readonly Item[], Grounder>()
  return (items) => {
    const made = known.get(items) ?? grounder(items)
    known.set(items, made)
    return made
  }
}
