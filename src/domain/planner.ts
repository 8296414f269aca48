import type { RandomStream } from '../random.ts'
import type { Scale } from './data.ts'
import type { Unlabelled } from './label.ts'
import type { LanguageModel } from './language-model.ts'
import type { FailureKind } from './mind.ts'
import type { Tool } from './tool.ts'

/** One of the items to order: a short id, and what a prompt says of it. */
export interface Candidate {
  readonly id: string
  /** Quoted wherever it is shown: it is data. */
  readonly words: string
}

/** What the answer to a task looks like. */
export type AnswerForm =
  /** A few sentences. */
  | { readonly type: 'text' }
  /** One of some labels. */
  | { readonly type: 'label'; readonly labels: readonly string[] }
  /** A point of a scale. */
  | { readonly type: 'rating'; readonly scale: Scale }
  /** All candidates in order, best first; `baseline` settles ties and what an answer leaves out, the order given unless given. */
  | { readonly type: 'ranking'; readonly candidates: readonly Candidate[]; readonly baseline?: readonly string[] }

/** An answer of a form: words or a label, a point, or ids. */
export type PlannerAnswer = string | number | readonly string[]

/** A task as a planner sees it: without its label. */
export interface PlannerTask {
  /** Names its random streams and its rows of the ledger. */
  readonly id: string
  /** What stays the same from task to task. */
  readonly instructions: string
  /** What is asked here, without the candidates: whoever asks the model shows them, in an order of its own. */
  readonly question: string
  readonly answer: AnswerForm
}

/** What an evaluator says of an answer. */
export interface Judgement {
  readonly ok: boolean
  /** A sentence that whoever tries again may read. */
  readonly reason: string
}

/**
 * Says whether an answer is good enough to stop trying.
 *
 * One that compares with the true answer says so by `usesLabel`, works on training data alone, and is called an oracle in every
 * table. All others judge from what the planner could know itself.
 */
export interface Evaluator {
  readonly name: string
  readonly usesLabel: boolean
  /** Where its knowledge comes from. */
  readonly split: 'train' | 'validation' | 'test' | 'live'
  /** `answer` is null where there was none. May ask the model: such calls count as the planner's. */
  judge(task: PlannerTask, answer: PlannerAnswer | null, ask: LanguageModel['answer']): Promise<Judgement>
}

/** The most that one task may take; what is left out has no bound. Checked before each call. */
export interface PlannerBudget {
  readonly calls?: number
  /** Prompt and generated tokens together. */
  readonly tokens?: number
  readonly seconds?: number
}

/** With what a planner works. */
export interface PlannerContext {
  readonly model: LanguageModel
  readonly tools: readonly Tool[]
  /** The stream of this task alone. */
  readonly random: RandomStream
  /** Milliseconds on a clock that never jumps; for latencies and the budget of seconds. */
  readonly elapsed: () => number
  readonly budget?: PlannerBudget
  readonly evaluator?: Evaluator
  /** Worked examples, put before the task as they are. */
  readonly demonstrations?: readonly string[]
  /** On whose behalf, for the ledger; `planner` unless given. */
  readonly agent?: string
  readonly signal?: AbortSignal
}

/** One node of a transcript. Every node but the first has a parent; what was discarded stays, with `kept: false`. */
export interface TranscriptNode {
  /** Place in the transcript, from 0. */
  readonly id: number
  readonly parent: number | null
  /** What was done, such as `act`, `vote`, `reflect`. */
  readonly step: string
  readonly thought?: string
  readonly action?: { readonly tool: string; readonly input?: unknown }
  readonly observation?: string
  readonly answer?: PlannerAnswer
  /** What went wrong here, as it came. */
  readonly failure?: { readonly kind: FailureKind; readonly raw: string }
  /** Ids of candidates in the order in which this call showed them. */
  readonly order?: readonly string[]
  /** Model calls, a repair included. */
  readonly calls: number
  readonly tokens: number
  readonly milliseconds: number
  readonly kept: boolean
}

/** What a run came to. */
export interface PlannerCost {
  readonly calls: number
  readonly promptTokens: number
  readonly generatedTokens: number
  /** Tools used, `finish` not counted. */
  readonly toolCalls: number
  readonly milliseconds: number
}

/** How a run ended. `budget`: the answer is the best valid one so far, if any. */
export type PlannerStatus = 'answered' | 'failed' | 'budget'

/** What a planner brings back. */
export interface PlannerResult {
  /** Of the task's form; null where there is none. A failure stays in every denominator. */
  readonly answer: PlannerAnswer | null
  readonly status: PlannerStatus
  /** Why there is no answer, or a lesser one. */
  readonly failure: { readonly kind: FailureKind; readonly raw: string } | null
  readonly transcript: readonly TranscriptNode[]
  readonly cost: PlannerCost
  /** What had to be mended in a ranking: ids that were no candidates, came twice, or were left out. */
  readonly mended: { readonly unknown: number; readonly duplicate: number; readonly missing: number }
  /** Further figures by name, such as how far samples disagreed. */
  readonly details: Readonly<Record<string, number | string>>
}

/**
 * A way to come from a task to an answer: think, act, look, try again.
 *
 * An implementer sees the task without its label, the tools' observations and, where one is given, an evaluator's verdict. The
 * number of its calls never depends on the truth. It asks before each call whether the budget allows it, and turns whatever a
 * model or a tool does into a node of the transcript; it throws for the caller's mistakes only, before any call.
 */
export interface Planner {
  /** As in tables, with its options: `react:steps=7`. */
  readonly name: string
  /** Forms of answers it can give. */
  readonly answers: readonly AnswerForm['type'][]
  readonly usesTools: boolean
  readonly needsEvaluator: boolean
  /**
   * @throws TastemakerError planner/bad-input, planner/label
   */
  run<Task extends PlannerTask>(task: Task & Unlabelled<Task>, context: PlannerContext): Promise<PlannerResult>
}
