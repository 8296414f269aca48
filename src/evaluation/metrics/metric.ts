/** What a metric says about itself, a sentence or a phrase each; printed wherever the metric is explained. */
export interface MetricCard {
  /** As tables print it, without the cut-off: `ndcg`, `hit_rate`. */
  readonly name: string
  /** Names for the same number in other tools. */
  readonly aliases: readonly string[]
  /** With k the cut-off, G the relevant items and gain_i the gain of the item at rank i. */
  readonly formula: string
  /** Which way is better. */
  readonly direction: 'up' | 'down'
  /** The paper that defines it. */
  readonly source: string
  /** The choice made where tools differ. */
  readonly note: string
}

/** One ranking, marked against what its person turned out to want. Made by `rankedList`. */
export interface RankedList {
  /** Item indices, best first, no item twice. */
  readonly ranked: Int32Array
  /** Gain of the item at each rank, 0 where it is not relevant; as long as `ranked`. */
  readonly gains: Float64Array
  /** Gains of all relevant items, largest first: the best ranking there is. Its length is |G|. */
  readonly ideal: Float64Array
}

/** What training says about people and items, for metrics that look beyond relevance. Made by `listWorld`. */
export interface ListWorld {
  /** People with at least one event in training. */
  readonly users: number
  /** By item index: the number of different people with an event on it in training; 0 is outside the train catalogue. */
  readonly usersOf: Int32Array
  /** By item index: its categories as ascending numbers. */
  readonly categoriesOf: readonly Int32Array[]
}

/** A number about one person's list; a table shows its mean over people. */
export interface ListMetric extends MetricCard {
  readonly level: 'user'
  /**
   * @param k cut-off, a whole number from 1
   * @returns the number, or null when it is undefined for this list; never 0 instead
   */
  of(list: RankedList, k: number, world: ListWorld): number | null
}

/** A number about the lists of all people together. */
export interface AggregateMetric extends MetricCard {
  readonly level: 'all'
  /**
   * @param k cut-off, a whole number from 1
   * @returns the number, or null when it is undefined for these lists
   */
  of(lists: readonly RankedList[], k: number, world: ListWorld): number | null
}

/** Any metric of the registry. */
export type Metric = ListMetric | AggregateMetric
