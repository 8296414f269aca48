import type { RandomStream } from '../random.ts'
import type { Context, Dataset, Item } from './data.ts'
import type { ItemIndex, UserIndex } from './ids.ts'

/** Kinship of models: two of one family make the same mistakes, so one may not judge the other unwarned. */
export type ModelFamily =
  | 'none'
  | 'popularity'
  | 'item-item'
  | 'user-user'
  | 'sequence'
  | 'factorisation'
  | 'content'
  | 'oracle'

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

/** The best of a scored catalogue: item indices and scores, best first, equal scores by index. */
export interface BestItems {
  readonly indices: Int32Array
  readonly scores: Float32Array
}

/** An item that came after the fit: what is known of it, and what happened to it since. */
export interface Arrival {
  /** Its words, categories and attributes, for models that read them. */
  readonly item: Item
  /** Training people who touched it since, each once, ascending; for models that learn from who touched what. */
  readonly touchedBy: Int32Array
  /** Their ratings, or 1 for plain events; same length. */
  readonly values: Float32Array
}

/** Why a model likes an item for a person, in facts that can be looked up. */
export type Evidence =
  | { readonly type: 'neighbour'; readonly item: ItemIndex; readonly weight: number }
  | { readonly type: 'count'; readonly count: number; readonly of: number }
  | { readonly type: 'followed'; readonly item: ItemIndex; readonly count: number }
  | { readonly type: 'rating'; readonly expected: number; readonly itemMean: number }
  /** Words, categories or attributes that the item has in common with the history, most telling first. */
  | { readonly type: 'features'; readonly features: readonly string[]; readonly weight: number }

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
  /** All families it learns by, where that is more than `family`: it may be judged by none of them. */
  readonly kin?: readonly ModelFamily[]
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
  /** As its model has it. */
  readonly kin?: readonly ModelFamily[]
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
  /**
   * The first k of `score`, for models that find them faster than by writing every score down; never one that heeds the
   * context.
   *
   * @param barred one byte for each item; those whose byte is not 0 are left out
   * @returns exactly the items and scores that sorting `score` gives
   */
  best?(view: UserView, k: number, barred?: Uint8Array): BestItems
  /** Up to k facts that made the score, strongest first; empty when there are none. */
  explain(view: UserView, item: ItemIndex, k: number): readonly Evidence[]
  /** The expected rating in the data's scale; only models that learn from ratings have it. */
  rate?(view: UserView, item: ItemIndex): number
  /**
   * The same model serving items that came after the fit, without fitting again.
   *
   * Models that learn from behaviour place an item by who touched it, models that read by its words; one that nobody
   * touched and that a model cannot read stands with the items nobody touched in training. People, and the scores
   * of all other items, stay as they were unless the formula says otherwise.
   *
   * @returns a new fitted model, whose further items are numbered on from `items` in the order given; this one is not changed
   * @throws {TastemakerError} `model/unsupported` with the reason, where mathematics asks for another fit
   */
  addItems(arrivals: readonly Arrival[]): Fitted
  save(): ModelState
}
