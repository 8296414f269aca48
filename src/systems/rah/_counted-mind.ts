import { type AgentMind, type AgentRun, agentMind } from '../../agents/index.ts'
import { type Job, type LanguageModel, ModelFailure, type PlannerCost } from '../../domain/index.ts'

/** A mind whose calls are counted and kept within a budget. */
export interface CountedMind {
  readonly mind: AgentMind
  readonly cost: () => PlannerCost
  /** Whether a call was refused because the budget is spent. */
  readonly isSpent: () => boolean
}

/** The jobs that this system gives to a model. */
const JOBS: readonly Job[] = ['taste', 'wording']

/** English has about four characters a token. */
const CHARACTERS_A_TOKEN = 4

/** Puts a counter, the budget and the signal of one task around a mind. */
export function countedMind(mind: AgentMind, { elapsed, budget = {}, signal }: AgentRun): CountedMind {
  const began = elapsed()
  const used = { calls: 0, promptTokens: 0, generatedTokens: 0 }
  let spent = false
  const cost = (): PlannerCost => ({ ...used, toolCalls: 0, milliseconds: elapsed() - began })
  if (mind.model === null) return { mind, cost, isSpent: () => false }
  const { model } = mind
  const answer: LanguageModel['answer'] = async (call) => {
    signal?.throwIfAborted()
    const { system, user, wanted } = call
    const room = wanted.type === 'choice' ? 16 : wanted.maxTokens
    const most = Math.ceil((system.length + user.length) / CHARACTERS_A_TOKEN) + room
    const over =
      used.calls + 1 > (budget.calls ?? Number.POSITIVE_INFINITY) ||
      used.promptTokens + used.generatedTokens + most > (budget.tokens ?? Number.POSITIVE_INFINITY) ||
      (elapsed() - began) / 1000 >= (budget.seconds ?? Number.POSITIVE_INFINITY)
    if (over) {
      spent = true
      throw new ModelFailure('budget', 'the budget of this task does not allow another call')
    }
    used.calls++
    const said = await model.answer(call, signal)
    used.promptTokens += said.usage.promptTokens
    used.generatedTokens += said.usage.generatedTokens
    return said
  }
  const { name, fingerprint, concurrency, repeatable, close } = model
  const counted: LanguageModel = { name, fingerprint, concurrency, repeatable, close, answer }
  const granted = new Set(JOBS.filter((job) => mind.does(job)))
  return { mind: agentMind(mind.name, { model: counted, granted }), cost, isSpent: () => spent }
}
