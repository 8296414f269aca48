import type { ListWorld } from './list-world.ts'
import type { RankedList } from './ranked-list.ts'

/** What kind of question a metric answers; `metrics list` prints them in this order. */
export type MetricFamily =
  | 'ranking'
  | 'coverage'
  | 'novelty'
  | 'diversity'
  | 'popularity'
  | 'calibration'
  | 'surprise'
  | 'fairness'
  | 'classification'
  | 'rating'

/**
 * Metrics that say much the same about a recommender: a summary shows at most one of each.
 *
 * On MovieLens 1M the share of tail items, Gini and the two popularity-opportunity gaps correlate at 0.99, so that four
 * columns of them are one column printed four times.
 */
export type MetricGroup =
  | 'graded order'
  | 'hits'
  | 'order of pairs'
  | 'concentration'
  | 'supply'
  | 'obscurity'
  | 'variety'
  | 'taste'
  | 'surprise'
  | 'exposure'
  | 'probability'
  | 'error'

/** What a metric says about itself, a sentence or a phrase each; printed wherever the metric is explained. */
export interface MetricCard {
  /** As tables print it, without the cut-off: `ndcg`, `hit_rate`. */
  readonly name: string
  /** Names for the same number in other tools. */
  readonly aliases: readonly string[]
  readonly family: MetricFamily
  readonly group: MetricGroup
  /**
   * Where it shows: `summary` is a column of every table (one metric of a group at most), `usual` is measured unless
   * metrics are named, `detail` is measured when named, or with all.
   */
  readonly tier: 'summary' | 'usual' | 'detail'
  /** With k the cut-off, G the relevant items and gain_i the gain of the item at rank i. */
  readonly formula: string
  /** What a relevant item is worth; `none` where relevance is not looked at. */
  readonly gain: string
  readonly divisor: string
  /** Which way is better. */
  readonly direction: 'up' | 'down'
  /** The paper that defines it. */
  readonly source: string
  /** The choice made where tools differ. */
  readonly note: string
  /** What is done with equal scores, where the order of the list does not settle it. */
  readonly ties?: string
}

/** What is the same for all metrics of rankings. */
interface RankingMetric extends MetricCard {
  /** `first k` looks down to a cut-off; `whole` looks at all of the ranking and takes no cut-off. */
  readonly reads: 'first k' | 'whole'
}

/** A number about one person's list; a table shows its mean over people. */
export interface ListMetric extends RankingMetric {
  readonly level: 'user'
  /**
   * @param k cut-off, a whole number from 1; Infinity for a metric that reads the whole ranking
   * @returns the number, or null when it is undefined for this list; never 0 instead
   */
  of(list: RankedList, k: number, world: ListWorld): number | null
  /**
   * The mean of `of` over all orders of items with equal scores, for metrics that have a closed form of it.
   *
   * @returns null when it is undefined for this list, or for a list without scores
   */
  expected?(list: RankedList, k: number): number | null
}

/** A number about the lists of all people together. */
export interface AggregateMetric extends RankingMetric {
  readonly level: 'all'
  /** Begins to count; lists pass by once and are not kept. */
  start(k: number, world: ListWorld): Tally
}

/** A count in the making. */
export interface Tally {
  add(list: RankedList): void
  /** @returns the number so far, or null when it is undefined for the lists that were added */
  value(): number | null
}

/** Any metric of rankings. */
export type Metric = ListMetric | AggregateMetric

/**
 * An aggregate metric of lists that are all there already.
 *
 * @example aggregateOf(gini, lists, 10, listWorld(train)) // 0.4
 */
export function aggregateOf(
  metric: AggregateMetric,
  lists: Iterable<RankedList>,
  k: number,
  world: ListWorld,
): number | null {
  const tally = metric.start(k, world)
  for (const list of lists) tally.add(list)
  return tally.value()
}
