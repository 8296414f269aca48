import type {
  AgentTask,
  AgentTaskResult,
  Conversation,
  PlannerBudget,
  System,
  Task,
  Unlabelled,
  UserId,
} from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { AgentMind } from './agent-mind.ts'
import type { Surroundings } from './surroundings.ts'

/** With what a task is done. */
export interface AgentRun {
  readonly surroundings: Surroundings
  /** The stream of this task alone. */
  readonly random: RandomStream
  /** Milliseconds on a clock that never jumps. */
  readonly elapsed: () => number
  readonly budget?: PlannerBudget | undefined
  readonly signal?: AbortSignal | undefined
}

/** How a conversation begins. */
export interface ConversationStart extends AgentRun {
  /** A person of the data, whose past is known; nobody unless given. */
  readonly user?: UserId | undefined
}

/**
 * A published system that recommends, ready to work.
 *
 * It keeps nothing from task to task: what it knows it has from its surroundings. It never names an item outside the catalogue, never
 * sees a label, and turns a model's failure into a result. For a task that it does not declare it throws `planner/bad-input`.
 */
export interface RecommendingAgent {
  /** With its options, as in tables: `recmind:planner=react`. */
  readonly name: string
  readonly mind: AgentMind['name']
  readonly tasks: readonly Task[]
  /**
   * @throws TastemakerError planner/bad-input for an undeclared task, an unknown person or item, or candidates that are not each once,
   *   before any call; planner/label for a task that holds a label
   */
  perform<Asked extends AgentTask>(task: Asked & Unlabelled<Asked>, run: AgentRun): Promise<AgentTaskResult>
  /** Begins a conversation; only where `tasks` has `converse`. */
  open?(start: ConversationStart): Conversation
}

/** A published system that recommends, as the registry lists it. */
export type RecommendingSystem<Options> = System<Options, { readonly mind: AgentMind }, RecommendingAgent>
