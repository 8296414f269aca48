/*
 * Offline evaluation by full ranking: every item a person has not met in training is a candidate, because sampled
 * candidates do not keep the order of recommenders even in expectation (Krichene and Rendle 2020).
 */
import { createHash } from 'node:crypto'
import { type Clock, systemClock } from '../clock.ts'
import { type Dataset, TastemakerError, type UserId, type UserIndex } from '../domain/index.ts'
import { columnsOf } from './_columns.ts'
import { type PersonRanking, type RankerParts, ranker } from './_ranker.ts'
import { listWorld, type RankedList } from './metrics/index.ts'

/** What to rank, and against what. */
export interface RankingRequest {
  /** Scores all items for one person into `into`, or into an array of its own; higher is better. */
  readonly score: (user: UserIndex, into: Float32Array) => Float32Array
  /** What the recommender was fitted on. */
  readonly train: Dataset
  /** What is held out: everything in it is relevant to its person. */
  readonly test: Dataset
  /** How train and test were parted, in words for the reader. */
  readonly split: string
  /** Cut-offs; 5, 10 and 20 unless given. */
  readonly ks?: readonly number[]
  /** Names that `parseMetric` reads; one without a cut-off is measured at each of `ks`. All metrics unless given. */
  readonly metrics?: readonly string[]
  /** Whether items met in training are taken out of the ranking; true unless given. */
  readonly filterSeen?: boolean
  /** What a hit is worth: 1, or the test rating (0 and below is not relevant). Binary unless given. */
  readonly gain?: 'binary' | 'rating'
  /** Whether the rankings are returned too. */
  readonly keepLists?: boolean
  readonly clock?: Clock
  readonly onProgress?: (done: number, total: number) => void
}

/** How the numbers came about; two results compare only when it is the same for both. */
export interface RankingProtocol {
  readonly dataset: string
  /** Of the whole data set. */
  readonly hash: string
  /** SHA-256 of the test log: equal for the same held-out events. */
  readonly testHash: string
  readonly split: string
  readonly candidates: 'all unseen' | 'all'
  readonly filterSeen: boolean
  readonly ties: 'item id'
  readonly gain: 'binary' | 'rating'
  /** Who is evaluated: people with test events. */
  readonly people: number
  /** People without test events, left out. */
  readonly dropped: number
  /** Evaluated people without training events. */
  readonly cold: number
  /** Test items that could not be hit, because their person had met them in training. */
  readonly unreachable: number
  readonly k: readonly number[]
}

/** One metric over everybody. */
export interface MetricValue {
  /** The mean over people, or the one number of an aggregate metric; null when undefined for everybody. */
  readonly value: number | null
  /** People in it. */
  readonly people: number
  /** People for whom it is undefined, such as those with nothing relevant. */
  readonly excluded: number
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
  /** Share of the lists in which an item, down to the largest cut-off, has the same score as another candidate. */
  readonly tiedShare: number
  readonly seconds: { readonly score: number; readonly evaluate: number }
  /** In the order of `people`, down to the largest cut-off; only when asked for. */
  readonly lists?: readonly RankedList[]
}

/**
 * Ranks all candidates for everybody with test events, and measures the rankings.
 *
 * @param request scores, the train and test parts of one data set, and what to measure
 * @returns numbers per person and over all, with the protocol beside them
 * @throws {TastemakerError} `metric/non-finite` for a NaN or infinite score, `metric/k` and `config/unknown-name` for a
 * metric that does not exist, `stats/different-test` for parts of different data sets, `data/empty` without test events
 * @example evaluateRanking({ score: (user, into) => fitted.score(fitted.user(user), {}, into), train, test, split: 'last 2' })
 */
export function evaluateRanking(request: RankingRequest): RankingResult {
  const { filterSeen = true, gain = 'binary', clock = systemClock, onProgress } = request
  const { score, train, test } = request
  const parts = { score, train, test, filterSeen, gain, clock }
  requireParts(train, test)
  const columns = columnsOf(request.metrics, request.ks ?? [5, 10, 20], train.items.size)
  const started = clock.elapsed()
  const rank = ranker(parts, Math.min(columns.ks.at(-1) ?? 0, train.items.size))
  const users = usersWithEvents(test)
  const rankings = users.map((user, done) => {
    onProgress?.(done, users.length)
    return rank(user)
  })
  onProgress?.(users.length, users.length)

  const lists = rankings.map((ranking) => ranking.list)
  const world = listWorld(train)
  const perPerson: Record<string, Float64Array> = {}
  const values: Record<string, MetricValue> = {}
  for (const { label, metric, k } of columns.perPerson) {
    perPerson[label] = Float64Array.from(lists, (list) => metric.of(list, k, world) ?? Number.NaN)
    values[label] = meanOf(perPerson[label])
  }
  for (const { label, metric, k } of columns.overall) {
    values[label] = { value: metric.of(lists, k, world), people: users.length, excluded: 0 }
  }
  const scoring = rankings.reduce((seconds, ranking) => seconds + ranking.scoreSeconds, 0)
  return {
    protocol: protocolOf(parts, request.split, users, rankings, columns.ks),
    people: users.map((user) => test.users.ids[user]!),
    perPerson,
    values,
    tiedShare: rankings.filter((ranking) => ranking.tied).length / rankings.length,
    seconds: { score: scoring, evaluate: (clock.elapsed() - started) / 1000 - scoring },
    ...(request.keepLists ? { lists } : {}),
  }
}

function protocolOf(
  { train, test, filterSeen, gain }: RankerParts,
  split: string,
  users: readonly UserIndex[],
  rankings: readonly PersonRanking[],
  k: readonly number[],
): RankingProtocol {
  return {
    dataset: test.name,
    hash: test.hash,
    testHash: hashOf(test),
    split,
    candidates: filterSeen ? 'all unseen' : 'all',
    filterSeen,
    ties: 'item id',
    gain,
    people: users.length,
    dropped: test.users.size - users.length,
    cold: users.filter((user) => !hasEvents(train, user)).length,
    unreachable: rankings.reduce((sum, ranking) => sum + ranking.unreachable, 0),
    k,
  }
}

function meanOf(column: Float64Array): MetricValue {
  const known = column.filter((value) => !Number.isNaN(value))
  const value = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length
  return { value, people: known.length, excluded: column.length - known.length }
}

function usersWithEvents(data: Dataset): readonly UserIndex[] {
  return data.users.ids.map((_, user) => user as UserIndex).filter((user) => hasEvents(data, user))
}

function hasEvents({ log }: Dataset, user: UserIndex): boolean {
  return log.offsets[user + 1]! > log.offsets[user]!
}

function hashOf({ log }: Dataset): string {
  const hash = createHash('sha256')
  for (const column of [log.offsets, log.item, log.value]) {
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}

function requireParts(train: Dataset, test: Dataset): void {
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
