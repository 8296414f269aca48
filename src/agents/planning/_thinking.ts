import {
  type LanguageModel,
  type ModelAnswer,
  ModelFailure,
  type PlannerBudget,
  type PlannerContext,
  type PlannerCost,
  type PlannerTask,
  type Prompt,
  type Tool,
  type Wanted,
} from '../../domain/index.ts'
import { repairPrompt } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import type { ReadAnswer, Reading } from './_answers.ts'
import { Stopped } from './_stopped.ts'
import { nothingSpent, openTranscript, type Said, type Transcript } from './_transcript.ts'

/** One question of a planner to the model. */
export interface Asked<Value> {
  /** What is done, such as `act` or `vote`. */
  readonly step: string
  readonly parent: number
  readonly prompt: Prompt
  readonly wanted: Wanted
  /** 0 unless given. */
  readonly temperature?: number
  readonly read: (answer: ModelAnswer) => Reading<Value>
  /** How to answer, said again where an answer cannot be used. */
  readonly line: string
  /** What the transcript says of the value. */
  readonly note: (value: Value) => Partial<Said>
}

/** A planner at work on one task: what its loop is written with. */
export interface Thinking {
  readonly task: PlannerTask
  readonly tools: readonly Tool[]
  readonly demonstrations: readonly string[]
  /** The stream of this task. */
  readonly random: RandomStream
  readonly signal: AbortSignal | undefined
  readonly evaluator: PlannerContext['evaluator']
  readonly transcript: Transcript
  readonly cost: Readonly<PlannerCost>
  /** The best valid answer so far, for a run that its budget ends. */
  readonly best: ReadAnswer | null
  /** Prompt tokens of the last call. */
  readonly lastPrompt: number
  /**
   * Asks the model, once more with what was wrong where its answer could not be used.
   *
   * @throws Stopped when that could not be used either, when the call fails, or when the budget is spent
   */
  ask<Value>(asked: Asked<Value>): Promise<{ readonly node: number; readonly value: Value }>
  /** The model for somebody else who asks on this task's account, such as a critic: checked, counted, put on a node. */
  onAccount(node: number): LanguageModel['answer']
  propose(answer: ReadAnswer): void
  usedTool(): void
}

/** Opens the work on one task. @example const thinking = openThinking(task, context) */
export function openThinking(task: PlannerTask, context: PlannerContext): Thinking {
  const { model, elapsed, signal, budget = {}, agent = 'planner' } = context
  const transcript = openTranscript()
  const cost = nothingSpent()
  const began = elapsed()
  let best: ReadAnswer | null = null
  let lastPrompt = 0
  const random = context.random.split('plan', task.id)

  /** One call, counted on a node. */
  async function call(
    node: number,
    request: Omit<Parameters<LanguageModel['answer']>[0], 'seed' | 'by'>,
    step: string,
  ): Promise<ModelAnswer> {
    requireBudget(budget, { ...cost, milliseconds: elapsed() - began }, request)
    signal?.throwIfAborted()
    const seed = random.split('call', cost.calls).int(2 ** 31)
    const started = elapsed()
    let tokens = 0
    cost.calls++
    try {
      const answer = await model.answer({ ...request, seed, by: { agent: `${agent}/${task.id}`, step } }, signal)
      const { promptTokens, generatedTokens } = answer.usage
      tokens = promptTokens + generatedTokens
      lastPrompt = promptTokens
      cost.promptTokens += promptTokens
      cost.generatedTokens += generatedTokens
      return answer
    } finally {
      transcript.amend(node, {}, { calls: 1, tokens, milliseconds: elapsed() - started })
      cost.milliseconds = elapsed() - began
    }
  }

  async function once<Value>(node: number, asked: Asked<Value>, prompt: Prompt): Promise<Attempt<Value>> {
    const { wanted, temperature = 0, read, step } = asked
    try {
      const answer = await call(node, { ...prompt, wanted, temperature }, step)
      const reading = read(answer)
      return 'value' in reading ? reading : { kind: 'unparseable', said: answer.text, wrong: reading.wrong }
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error
      if (error.kind !== 'unparseable' && error.kind !== 'ungrounded') {
        transcript.amend(node, { failure: { kind: error.kind, raw: error.message } })
        throw new Stopped(error.kind === 'budget' ? 'budget' : 'failed', error.kind, error.message)
      }
      return { kind: error.kind, said: error.message, wrong: 'that is not an answer of the form asked for' }
    }
  }

  return {
    task,
    tools: context.tools,
    demonstrations: context.demonstrations ?? [],
    random,
    signal,
    evaluator: context.evaluator,
    transcript,
    cost,
    get best() {
      return best
    },
    get lastPrompt() {
      return lastPrompt
    },
    async ask(asked) {
      const node = transcript.add(asked.parent, { step: asked.step })
      const first = await once(node, asked, asked.prompt)
      const told = 'value' in first ? first : await again(node, asked, first)
      transcript.amend(node, asked.note(told.value))
      return { node, value: told.value }
    },
    onAccount: (node) => (request) => call(node, request, request.by.step),
    propose: (answer) => {
      best = answer
    },
    usedTool: () => {
      cost.toolCalls++
    },
  }

  async function again<Value>(node: number, asked: Asked<Value>, first: Unusable): Promise<{ readonly value: Value }> {
    const second = await once(node, asked, repairPrompt(asked.prompt, first.said, first.wrong, asked.line))
    if ('value' in second) return second
    transcript.amend(node, { failure: { kind: second.kind, raw: second.said } })
    throw new Stopped('failed', second.kind, second.said)
  }
}

interface Unusable {
  readonly kind: 'unparseable' | 'ungrounded'
  readonly said: string
  readonly wrong: string
}

type Attempt<Value> = { readonly value: Value } | Unusable

/** English has about four characters a token. */
const CHARACTERS_A_TOKEN = 4

/** Refuses a call that may not be made any more: what it may take at most is counted before. */
function requireBudget(
  budget: PlannerBudget,
  spent: PlannerCost,
  { system, user, wanted }: { readonly system: string; readonly user: string; readonly wanted: Wanted },
): void {
  const most =
    Math.ceil((system.length + user.length) / CHARACTERS_A_TOKEN) + (wanted.type === 'choice' ? 16 : wanted.maxTokens)
  const amounts = {
    calls: spent.calls + 1,
    tokens: spent.promptTokens + spent.generatedTokens + most,
    // A call takes time that nobody knows before; it may not begin when the time is over.
    seconds: spent.milliseconds / 1000,
  }
  for (const bound of ['calls', 'tokens', 'seconds'] as const) {
    const limit = budget[bound]
    if (limit === undefined || amounts[bound] < limit || (bound !== 'seconds' && amounts[bound] === limit)) continue
    throw new Stopped('budget', 'budget', `the budget of ${limit} ${bound} does not allow another call`)
  }
}
