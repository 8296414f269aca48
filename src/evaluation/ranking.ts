/*
 * Offline evaluation by full ranking: every item a person has not met in training is a candidate, because sampled
 * candidates do not keep the order of recommenders even in expectation (Krichene and Rendle 2020).
 */
import { type Clock, systemClock } from '../clock.ts'
import { type Dataset, TastemakerError, type UserId, type UserIndex } from '../domain/index.ts'
import { columnsOf } from './_columns.ts'
import { type MetricValue, measurer } from './_measure.ts'
import type { SampledNegatives } from './_negatives.ts'
import { ranker } from './_ranker.ts'
import { listWorld, type RankedList } from './metrics/index.ts'
import { logHash, type RankingProtocol } from './protocol.ts'

export type { MetricValue } from './_measure.ts'
export type { SampledNegatives } from './_negatives.ts'
export type { RankingProtocol } from './protocol.ts'

/** What is held out, and what to measure on it; the same for scores and for lists from outside. */
export interface EvaluationRequest {
  /** What the recommender was fitted on. */
  readonly train: Dataset
  /** What is held out: everything in it is relevant to its person, unless `relevantFrom` draws a line. */
  readonly test: Dataset
  /** How train and test were parted, in words for the reader. */
  readonly split: string
  /** Cut-offs; 5, 10 and 20 unless given. */
  readonly ks?: readonly number[]
  /**
   * Names that `parseMetric` reads; one without a cut-off is measured at each of `ks`. `all` and `summary` stand for sets. The
   * usual ones unless given: those whose `tier` is not `detail`.
   */
  readonly metrics?: readonly string[]
  /** What a hit is worth: 1, or the test rating (0 and below is not relevant). Binary unless given. */
  readonly gain?: 'binary' | 'rating'
  /** The lowest test rating that is relevant; those below are known not to be. No line unless given. */
  readonly relevantFrom?: number
  /** People without test events are left out, or count 0 in metrics of hits. They are dropped unless given. */
  readonly noTestUsers?: 'drop' | 'zero'
  /** Whether the rankings are returned too. */
  readonly keepLists?: boolean
  readonly clock?: Clock
  readonly onProgress?: (done: number, total: number) => void
}

/** What to rank, and against what. */
export interface RankingRequest extends EvaluationRequest {
  /** Scores all items for one person into `into`, or into an array of its own; higher is better. */
  readonly score: (user: UserIndex, into: Float32Array) => Float32Array
  /** Whether items met in training are taken out of the ranking; true unless given. */
  readonly filterSeen?: boolean
  /**
   * `id` breaks ties by item id, ascending; `expected` gives the mean over all orders of tied items, for metrics that have a
   * closed form of it. By id unless given.
   */
  readonly ties?: 'id' | 'expected'
  /** Ranks a few drawn candidates instead of all, for comparison with old papers only; results are marked. */
  readonly sampledNegatives?: SampledNegatives
}

/** How one recommender ranks. */
export interface RankingResult {
  readonly protocol: RankingProtocol
  /** Whose values `perPerson` holds, in this order. */
  readonly people: readonly UserId[]
  /** By label such as `ndcg@10`: one value per person, NaN where undefined. */
  readonly perPerson: Readonly<Record<string, Float64Array>>
  /** By label: the means of those, and the aggregate metrics. */
  readonly values: Readonly<Record<string, MetricValue>>
  /** By label: the means over people without training events alone, who are in `values` too; null without such people. */
  readonly cold?: Readonly<Record<string, MetricValue>> | null
  /** Share of the lists in which an item, down to the largest cut-off, has the same score as another candidate. */
  readonly tiedShare: number
  readonly seconds: { readonly score: number; readonly evaluate: number }
  /** In the order of `people`, down to the largest cut-off; only when asked for. */
  readonly lists?: readonly RankedList[]
}

/**
 * Ranks all candidates for everybody with test events, and measures the rankings.
 *
 * Lists pass by one at a time: what is kept is a number per person and metric, and what aggregate metrics count.
 *
 * @param request scores, the train and test parts of one data set, and what to measure
 * @returns numbers per person and over all, with the protocol beside them
 * @throws {TastemakerError} `metric/non-finite` for a NaN or infinite score, `metric/k` and `config/unknown-name` for a
 * metric that does not exist, `config/option` for one that can not average over ties, `stats/different-test` for parts of
 * different data sets, `data/empty` without test events
 * @example evaluateRanking({ score: (user, into) => fitted.score(fitted.user(user), {}, into), train, test, split: 'last 2' })
 */
export function evaluateRanking(request: RankingRequest): RankingResult {
  const { score, train, test, filterSeen = true, gain = 'binary', relevantFrom, ties = 'id' } = request
  const { noTestUsers = 'drop', sampledNegatives: negatives, clock = systemClock, onProgress } = request
  requireParts(train, test)
  requireNegatives(negatives)
  const items = train.items.size
  const columns = columnsOf({ names: request.metrics, ks: request.ks ?? [5, 10, 20], items, ties })
  const started = clock.elapsed()
  const world = listWorld(train)
  const depth = Math.min(columns.ks.at(-1) ?? 0, items)
  const { whole } = columns
  const rank = ranker({ score, train, test, world, filterSeen, gain, relevantFrom, negatives, clock, depth, whole })
  const users = evaluatedUsers(test, noTestUsers)
  const measure = measurer({ columns, world, people: users.length, ties, zero: noTestUsers === 'zero' })
  const lists: RankedList[] = []
  const total = { scoring: 0, tied: 0, unreachable: 0 }
  for (const [done, user] of users.entries()) {
    onProgress?.(done, users.length)
    const ranking = rank(user)
    measure.add(ranking.list)
    if (request.keepLists) lists.push(ranking.list)
    total.scoring += ranking.scoreSeconds
    total.unreachable += ranking.unreachable
    total.tied += Number(ranking.tied)
  }
  onProgress?.(users.length, users.length)
  const by = negatives?.by ?? 'uniform'
  return {
    protocol: {
      ...protocolOf(request, users, columns.ks),
      candidates: negatives ? 'sampled' : filterSeen ? 'all unseen' : 'all',
      filterSeen,
      ties: ties === 'id' ? 'item id' : 'expected',
      unreachable: total.unreachable,
      ...(negatives ? { sampled: { negatives: negatives.count, by }, marks: ['metric/sampled'] } : {}),
    },
    people: users.map((user) => test.users.ids[user]!),
    ...measure.done(),
    tiedShare: total.tied / users.length,
    seconds: { score: total.scoring, evaluate: (clock.elapsed() - started) / 1000 - total.scoring },
    ...(request.keepLists ? { lists } : {}),
  }
}

/** The part of the protocol that does not depend on how lists came about. */
export function protocolOf(
  { train, test, split, gain = 'binary', relevantFrom, noTestUsers = 'drop' }: EvaluationRequest,
  users: readonly UserIndex[],
  k: readonly number[],
): Omit<RankingProtocol, 'candidates' | 'filterSeen' | 'ties' | 'unreachable'> {
  return {
    dataset: test.name,
    hash: test.hash,
    testHash: logHash(test),
    split,
    gain,
    ...(relevantFrom === undefined ? {} : { relevantFrom }),
    people: users.length,
    dropped: test.users.size - users.length,
    noTestUsers,
    cold: users.filter((user) => !hasEvents(train, user)).length,
    k,
  }
}

/** Who is evaluated, in index order. */
export function evaluatedUsers(test: Dataset, noTestUsers: 'drop' | 'zero'): readonly UserIndex[] {
  const everybody = test.users.ids.map((_, user) => user as UserIndex)
  return noTestUsers === 'zero' ? everybody : everybody.filter((user) => hasEvents(test, user))
}

function hasEvents({ log }: Dataset, user: UserIndex): boolean {
  return log.offsets[user + 1]! > log.offsets[user]!
}

function requireNegatives(negatives: SampledNegatives | undefined): void {
  if (!negatives || (Number.isInteger(negatives.count) && negatives.count >= 1)) return
  const message = `The number of sampled negatives must be a whole number from 1, got ${negatives.count}.`
  throw new TastemakerError('config/range', message, 'Leave sampledNegatives out to rank the whole catalogue.')
}

/** Refuses parts that do not belong together, and a test part without events. */
export function requireParts(train: Dataset, test: Dataset): void {
  if (train.hash !== test.hash || train.items.size !== test.items.size || train.users.size !== test.users.size) {
    throw new TastemakerError(
      'stats/different-test',
      `Train and test must be parts of one data set, got parts of "${train.name}" and "${test.name}".`,
      'Split one data set, then evaluate on its parts.',
    )
  }
  if (test.log.length === 0) {
    throw new TastemakerError('data/empty', `The test part of "${test.name}" has no events.`, 'Hold out more events.')
  }
}
