import type {
  AgentMind,
  CatalogueWords,
  ConversationStart,
  DialogueTurn,
  Message,
  WishState,
} from '../../agents/index.ts'
import type { ItemCard, ItemIndex, Reply, ReplyCost, TraceStep, UserIndex } from '../../domain/index.ts'
import type { InterecagentOptions } from './options.ts'
import type { Workbench } from './workbench.ts'

/** All that a conversation remembers from turn to turn; what `undo` goes back to. */
export interface Remembered {
  readonly wishes: WishState
  /** Cards of the last reply that had any. */
  readonly shown: readonly ItemIndex[]
  readonly everShown: ReadonlySet<number>
  readonly asked: boolean
  /** Candidates that a model's plan left, for options that keep them. */
  readonly kept: Int32Array | null
}

/** What one turn works with: the same for rules and models. */
export interface Turn extends CatalogueWords {
  readonly number: number
  readonly text: string
  readonly message: Message
  readonly state: Remembered
  readonly start: ConversationStart
  readonly options: InterecagentOptions
  readonly mind: AgentMind
  readonly user: UserIndex | undefined
  readonly bench: Workbench
  readonly turns: readonly DialogueTurn[]
  readonly signal: AbortSignal | undefined
  readonly card: (item: ItemIndex) => ItemCard
  readonly trace: (step: TraceStep) => void
  /** Cards as soon as they are known, before the words. */
  readonly shows: (items: readonly ItemCard[]) => void
}

/** What a turn comes to. */
export interface Answer {
  readonly text: string
  readonly items: readonly ItemIndex[]
  readonly applied: readonly string[]
  readonly dropped: readonly string[]
  readonly failure?: Reply['failure']
  readonly cost?: Omit<ReplyCost, 'milliseconds'>
  readonly asked?: boolean
  readonly kept?: Int32Array
  /** What is wanted from now on, where a wish was dropped. */
  readonly wishes?: WishState
}
