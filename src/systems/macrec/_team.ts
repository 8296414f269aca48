import { type AgentRun, definePlanner } from '../../agents/index.ts'
import type {
  LanguageModel,
  ModelAnswer,
  Planner,
  PlannerBudget,
  PlannerCost,
  PlannerResult,
  PlannerTask,
  Prompt,
  Tool,
  TranscriptNode,
  Wanted,
} from '../../domain/index.ts'

/*
 * The agents of one task as one account. Everybody is a planner with a random stream and a transcript of its own, so that those who
 * work at the same time cannot disturb each other; what they did and spent is written down in the order in which they were sent, and
 * nobody gets more than is left of the task's budget.
 */

/** One question to the model, asked once more with what was wrong where its answer could not be used. */
export interface Asked<Value> {
  /** What is done, such as `act`. */
  readonly step: string
  readonly prompt: Prompt
  readonly wanted: Wanted
  readonly read: (answer: ModelAnswer) => Reading<Value>
  /** How to answer, said again where an answer cannot be used. */
  readonly line: string
  /** What the transcript says of the value. */
  readonly note: (value: Value) => Pick<TranscriptNode, 'thought' | 'action' | 'observation'>
}

/** A value, or what is wrong with what was said, in a clause that a repair can quote. */
export type Reading<Value> = { readonly value: Value } | { readonly wrong: string }

/** Somebody who is sent to work. */
export interface Errand {
  readonly planner: Planner
  readonly task: PlannerTask
  readonly tools?: readonly Tool[]
  /** Who it is, for the ledger: `manager`, `user-analyst`, … */
  readonly agent: string
  /** Names the random stream; no two errands of a task share one. */
  readonly key: string
  /** The node that the work hangs from. */
  readonly parent: number
}

/** Who asks. */
export type Sender = Pick<Errand, 'agent' | 'key' | 'parent'>

/** What came of a question: a value, or why there is none. */
export type Told<Value> = { readonly node: number } & (
  | { readonly value: Value }
  | { readonly failure: NonNullable<PlannerResult['failure']> }
)

/** All agents of one task. */
export interface Team {
  /** Writes something down. @returns the node's id */
  note(parent: number, said: Pick<TranscriptNode, 'step'> & Partial<TranscriptNode>): number
  /** Says more of a node. */
  amend(node: number, more: Partial<TranscriptNode>): void
  /** Discards a node and all that follows from it. */
  discard(node: number): void
  /** Sends some at the same time; the budget that is left is shared out evenly, so that it does not matter who is faster. */
  send(errands: readonly Errand[]): Promise<readonly PlannerResult[]>
  /** Asks the model one question. */
  ask<Value>(asked: Asked<Value>, errand: Sender): Promise<Told<Value>>
  /** Counts a command of the manager among the tools used. */
  usedTool(): void
  /** What everybody did, for the result. */
  sum(): { readonly transcript: readonly TranscriptNode[]; readonly cost: PlannerCost }
}

/** Opens the account of one task. @example const team = openTeam(model, run, task.id) */
export function openTeam(model: LanguageModel, run: AgentRun, id: string): Team {
  const began = run.elapsed()
  const nodes: TranscriptNode[] = []
  const spent = { calls: 0, promptTokens: 0, generatedTokens: 0, toolCalls: 0 }
  const team: Team = {
    note(parent, said) {
      nodes.push({ calls: 0, tokens: 0, milliseconds: 0, kept: true, ...said, id: nodes.length, parent })
      return nodes.length - 1
    },
    amend(node, more) {
      nodes[node] = { ...nodes[node]!, ...more }
    },
    discard(node) {
      const gone = new Set([node])
      for (const { id: one, parent } of nodes) {
        if (parent !== null && gone.has(parent)) gone.add(one)
        if (gone.has(one)) team.amend(one, { kept: false })
      }
    },
    async send(errands) {
      const budget = leftFor(errands.length)
      const results = await Promise.all(errands.map((errand) => work(errand, budget)))
      for (const [place, { transcript, cost }] of results.entries()) {
        const { parent, agent } = errands[place]!
        write(transcript, team.note(parent, { step: agent }))
        charge(cost)
      }
      return results
    },
    usedTool: () => {
      spent.toolCalls++
    },
    async ask<Value>(asked: Asked<Value>, errand: Sender): Promise<Told<Value>> {
      let value: { readonly value: Value } | undefined
      const planner = definePlanner({
        name: asked.step,
        answers: ['text'],
        usesTools: false,
        needsEvaluator: false,
        async think(thinking) {
          value = await thinking.ask({ ...asked, parent: 0 })
          return { answer: '', mended: { unknown: 0, duplicate: 0, missing: 0 } }
        },
      })
      const task: PlannerTask = { id, instructions: '', question: '', answer: { type: 'text' } }
      const { transcript, cost, failure } = await work({ ...errand, planner, task }, leftFor(1))
      write(transcript, errand.parent)
      charge(cost)
      const node = nodes.length - 1
      return value ? { node, value: value.value } : { node, failure: failure! }
    },
    sum: () => ({ transcript: nodes, cost: { ...spent, milliseconds: run.elapsed() - began } }),
  }
  nodes.push({ id: 0, parent: null, step: 'task', calls: 0, tokens: 0, milliseconds: 0, kept: true })
  return team

  function work({ planner, task, tools = [], agent, key }: Errand, budget: PlannerBudget): Promise<PlannerResult> {
    const { elapsed, signal } = run
    const random = run.random.split('macrec', key)
    return planner.run<PlannerTask>(task, {
      ...{ model, tools, random, elapsed, budget, agent: `macrec/${agent}` },
      ...(signal ? { signal } : {}),
    })
  }

  /** Hangs a transcript, without its first node, from a node of this one. */
  function write(transcript: readonly TranscriptNode[], parent: number): void {
    const shift = nodes.length - 1
    for (const node of transcript.slice(1))
      team.note(node.parent === 0 ? parent : node.parent! + shift, { ...node, id: node.id + shift })
  }

  function charge(cost: PlannerCost): void {
    for (const part of ['calls', 'promptTokens', 'generatedTokens', 'toolCalls'] as const) spent[part] += cost[part]
  }

  function leftFor(sharers: number): PlannerBudget {
    const { calls, tokens, seconds } = run.budget ?? {}
    const share = (left: number): number => Math.max(0, Math.floor(left / sharers))
    return {
      ...(calls === undefined ? {} : { calls: share(calls - spent.calls) }),
      ...(tokens === undefined ? {} : { tokens: share(tokens - spent.promptTokens - spent.generatedTokens) }),
      ...(seconds === undefined ? {} : { seconds: Math.max(0, seconds - (run.elapsed() - began) / 1000) }),
    }
  }
}
