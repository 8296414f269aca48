import type { Item } from '../../domain/index.ts'
import type { RecordsById } from './evidence.ts'
import type { FeedbackRecord, Perceived, PersonalityEntry } from './libraries.ts'
import type { Operation } from './operations.ts'

/** What an item teaches of a person. */
export interface Lesson {
  readonly prefers: readonly string[]
  readonly disprefers: readonly string[]
}

/** Would this person like the item? */
export interface Guess {
  readonly liked: boolean
  /** That they like it. */
  readonly probability: number
  readonly reasonsFor: readonly string[]
  readonly reasonsAgainst: readonly string[]
}

/** Why a lesson did not explain an action: what the next attempt is told. */
export interface Hint {
  /** Attempts so far. */
  readonly attempt: number
  readonly previous: Lesson
  /** Null where the lesson was empty or no guess came. */
  readonly wrong: Guess | null
  readonly reasons: readonly string[]
  readonly advice: readonly string[]
}

/** What a critic says of a guess. */
export interface Criticism {
  readonly accurate: boolean
  readonly reasons: readonly string[]
  readonly advice: readonly string[]
}

/** What an item is judged by. */
export interface ActEvidence {
  readonly entries: readonly PersonalityEntry[]
  /** The share of what the person liked before; one half where the lesson alone has to explain. */
  readonly likeRate: number
  /** The events nearest to the item, with what their items are; none unless asked for. */
  readonly events: readonly { readonly record: FeedbackRecord; readonly about: Perceived }[]
  readonly records: RecordsById
}

/**
 * The five agents (Shu et al. 2024, section III). Rules do their work, or a language model does.
 *
 * `key` names the random stream of a question. Each may reject with a `MindFailure`, which the loop turns into an entry of the log.
 */
export interface RahAgents {
  /** Who has the last word in what follows from them. */
  readonly decidedBy: 'rule' | 'model'
  perceive(item: Item, key: string): Promise<Perceived>
  /** @param entries what is known of the person in the item's domain */
  learn(
    feedback: { readonly about: Perceived; readonly liked: boolean; readonly comment: string | null },
    context: {
      readonly entries: readonly PersonalityEntry[]
      readonly hint: Hint | null
      /** Events by value: what the person did with items of it before, and this event. */
      readonly evidenceOf: (statement: string) => readonly string[]
      readonly records: RecordsById
    },
    key: string,
  ): Promise<Lesson>
  act(about: Perceived, evidence: ActEvidence, key: string): Promise<Guess>
  critic(about: Perceived, guess: Guess, action: boolean, key: string): Promise<Criticism>
  /** @param fresh ids of the entries that were just added */
  reflect(
    entries: readonly PersonalityEntry[],
    fresh: ReadonlySet<string>,
    records: RecordsById,
    key: string,
  ): Promise<readonly Operation[]>
}
