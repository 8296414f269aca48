import type { RandomStream } from '../random.ts'
import type { Context, Dataset } from './data.ts'
import type { ItemIndex, UserIndex } from './ids.ts'

/** Kinship of models: two of one family make the same mistakes, so one may not judge the other unwarned. */
export type ModelFamily = 'none' | 'popularity' | 'item-item' | 'sequence' | 'factorisation' | 'oracle'

/** What is known of one person, oldest first. */
export interface History {
  /** Item indices. */
  readonly items: Int32Array
  /** Ratings, or 1 for plain events; same length. */
  readonly values: Float32Array
}

/** A person as one fitted model sees them: the history, and the vector some models learn from it. */
export interface UserView {
  readonly history: History
  readonly vector?: Float32Array
  /** The person's additive bias, in units of the rating; rating models only. */
  readonly bias?: number
}

/** One item with its score; higher is better. */
export interface ScoredItem {
  readonly item: ItemIndex
  readonly score: number
}

/** Why a model likes an item for a person, in facts that can be looked up. */
export type Evidence =
  | { readonly type: 'neighbour'; readonly item: ItemIndex; readonly weight: number }
  | { readonly type: 'count'; readonly count: number; readonly of: number }
  | { readonly type: 'followed'; readonly item: ItemIndex; readonly count: number }
  | { readonly type: 'rating'; readonly expected: number; readonly itemMean: number }

/** A fitted model as plain data: JSON for the header, typed arrays for the numbers. Shared buffers make it cheap to send. */
export interface ModelState {
  readonly model: string
  readonly version: number
  readonly options: Readonly<Record<string, unknown>>
  readonly arrays: Readonly<Record<string, Float32Array | Float64Array | Int32Array>>
}

/** What a fit may use beside the data: its own random stream and a place to report progress. */
export interface FitRun {
  readonly random: RandomStream
  readonly threads: number
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * A utility function that can be learned: user and items in, predicted preference out.
 *
 * An implementer must not look at anything but `train`, must take all chance from `run.random`, and must give the
 * same numbers for any number of threads. Called by experiments, never by agents.
 */
export interface UtilityModel {
  /** Name and options as a user would type them, such as `ease:lambda=300`. */
  readonly name: string
  readonly family: ModelFamily
  fit(train: Dataset, run: FitRun): Promise<Fitted>
}

/**
 * A learned utility function.
 *
 * Everything it needs later is inside: the training data is not asked for again.
 */
export interface Fitted {
  readonly name: string
  readonly family: ModelFamily
  readonly users: number
  readonly items: number
  /** A person seen in training. */
  user(index: UserIndex): UserView
  /** A person not seen in training, from what they did; a training person's own history gives that person's ranking. */
  foldIn(history: History): UserView
  /**
   * Scores all items for one person. Every score is finite; higher is better; the unit is the model's own.
   *
   * @param into array of `items` numbers to fill; a fresh one otherwise
   */
  score(view: UserView, context?: Context, into?: Float32Array): Float32Array
  /** The k nearest items, best first, without the item itself. */
  similar(item: ItemIndex, k: number): readonly ScoredItem[]
  /** Up to k facts that made the score, strongest first; empty when there are none. */
  explain(view: UserView, item: ItemIndex, k: number): readonly Evidence[]
  /** The expected rating in the data's scale; only models that learn from ratings have it. */
  rate?(view: UserView, item: ItemIndex): number
  save(): ModelState
}
