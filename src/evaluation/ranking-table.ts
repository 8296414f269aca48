import { TastemakerError } from '../domain/index.ts'
import { nearest } from '../nearest.ts'
import type { RandomStream } from '../random.ts'
import { parseMetric } from './metrics/index.ts'
import type { RankingProtocol, RankingResult } from './ranking.ts'
import {
  bootstrapMeans,
  holm,
  type Interval,
  type PersonValues,
  pairedDifferences,
  pairedTest,
} from './statistics/index.ts'

/** One recommender with its evaluation. */
export interface EvaluatedRecommender {
  /** Name and options as a user would type them. */
  readonly recommender: string
  /** Null for one that is not fitted. */
  readonly fitSeconds: number | null
  readonly result: RankingResult
}

/** A metric in a table: its number with an interval, which aggregate metrics do not have. */
export interface MetricCell {
  readonly mean: number | null
  readonly low: number | null
  readonly high: number | null
  /** People in it. */
  readonly users: number
}

/** One line of a table. */
export interface RankingRow {
  readonly recommender: string
  readonly metrics: Readonly<Record<string, MetricCell>>
  readonly fitSeconds: number | null
  /** People scored per second; null when too fast for the clock. */
  readonly usersPerSecond: number | null
  readonly tiedShare: number
}

/** Two recommenders on one metric, person by person. */
export interface RankingComparison {
  readonly recommender: string
  readonly other: string
  readonly metric: string
  /** Mean of the first minus the second, with its interval. */
  readonly difference: number | null
  readonly low: number | null
  readonly high: number | null
  /** Of the randomisation test; null with a reason when there was nothing to test. */
  readonly p: number | null
  /** Adjusted for all comparisons of the table (Holm). */
  readonly adjustedP: number | null
  /** Mean difference in standard deviations of the differences. */
  readonly effectSize: number | null
  readonly users: number
  readonly reason: string | null
}

/** What a comparison of recommenders prints. */
export interface RankingTable {
  readonly protocol: RankingProtocol
  readonly rows: readonly RankingRow[]
  /** Each recommender against every later one. */
  readonly comparisons: readonly RankingComparison[]
  /** What the reader should know before believing the numbers. */
  readonly notes: readonly string[]
}

/** Above this share of lists with ties, the order of ids has a say in the numbers. */
const TIES_TO_MENTION = 0.05

/**
 * Puts recommenders side by side: means with bootstrap intervals, and each against every other on one metric.
 *
 * Everything is computed from the per-person values; nothing is scored again. All intervals come from the same draws of
 * people.
 *
 * @param evaluated at least one, all on the same test part with the same protocol
 * @param options.random names the draws; the same stream gives the same table
 * @param options.resamples bootstrap draws, 2,000 unless given
 * @param options.primary the metric of the comparisons; unless given `ndcg@10`, or the first measured without it
 * @throws {TastemakerError} `stats/different-test` when test parts or protocols differ, `config/unknown-name` when the
 * primary metric was not measured, `data/empty` without recommenders
 * @example rankingTable([{ recommender: 'ease', fitSeconds: 1.2, result }], { random: randomStream(7) }).rows[0].metrics
 */
export function rankingTable(
  evaluated: readonly EvaluatedRecommender[],
  options: { readonly random: RandomStream; readonly resamples?: number; readonly primary?: string },
): RankingTable {
  const { random, resamples = 2000, primary } = options
  const protocol = sharedProtocol(evaluated)
  const pairs = pairsOn(primaryLabel(primary, evaluated), evaluated)

  // One call, so that a row's interval and a difference's interval come from the same draws.
  const columns = evaluated.flatMap(({ result }) => Object.values(result.perPerson))
  columns.push(...pairs.map((pair) => pair.differences))
  const intervals = bootstrapMeans(columns, { random: random.split('bootstrap'), resamples })
  const intervalOf = new Map(columns.map((values, place) => [values, intervals[place]!]))

  const tests = pairs.map(({ a, b, recommender, other }) =>
    pairedTest(a, b, { random: random.split('permutations', recommender, other) }),
  )
  const adjusted = holm(tests.map((test) => test.p))
  return {
    protocol,
    rows: evaluated.map((one) => row(one, intervalOf)),
    comparisons: pairs.map(({ recommender, other, metric, differences }, place) => {
      const { low, high } = intervalOf.get(differences)!
      const { difference, p, effectSize, count, reason } = tests[place]!
      const found = { difference, low, high, p, adjustedP: adjusted[place]!, effectSize, users: count, reason }
      return { recommender, other, metric, ...found }
    }),
    notes: notesOf(protocol, evaluated),
  }
}

/** Two recommenders before they are compared. */
interface Pair {
  readonly recommender: string
  readonly other: string
  readonly metric: string
  readonly a: PersonValues
  readonly b: PersonValues
  readonly differences: Float64Array
}

/** Each recommender with every later one; nobody when nothing was measured person by person. */
function pairsOn(metric: string | null, evaluated: readonly EvaluatedRecommender[]): readonly Pair[] {
  if (metric === null) return []
  const of = ({ result }: EvaluatedRecommender) => ({ people: result.people, values: result.perPerson[metric]! })
  return evaluated.flatMap((one, place) =>
    evaluated.slice(place + 1).map((later) => {
      const [a, b] = [of(one), of(later)]
      const differences = pairedDifferences(a.values, b.values)
      return { recommender: one.recommender, other: later.recommender, metric, a, b, differences }
    }),
  )
}

/** @param intervalOf the interval of each per-person column */
function row(
  { recommender, fitSeconds, result }: EvaluatedRecommender,
  intervalOf: ReadonlyMap<Float64Array, Interval>,
): RankingRow {
  const cells = Object.entries(result.values).map(([label, { value, people }]): [string, MetricCell] => {
    const values = result.perPerson[label]
    const { low, high } = (values && intervalOf.get(values)) ?? { low: null, high: null }
    return [label, { mean: value, low, high, users: people }]
  })
  const { score } = result.seconds
  return {
    recommender,
    metrics: Object.fromEntries(cells),
    fitSeconds,
    usersPerSecond: score > 0 ? result.people.length / score : null,
    tiedShare: result.tiedShare,
  }
}

function notesOf(protocol: RankingProtocol, evaluated: readonly EvaluatedRecommender[]): readonly string[] {
  const notes = evaluated
    .filter(({ result }) => result.tiedShare > TIES_TO_MENTION)
    .map(({ recommender, result }) => {
      const percent = (100 * result.tiedShare).toFixed(1)
      return `${recommender}: ${percent}% of the lists have tied scores, put in order by item id.`
    })
  if (protocol.unreachable > 0) {
    notes.push(`${protocol.unreachable} test items could not be hit: their person had met them in training.`)
  }
  if (protocol.cold > 0) notes.push(`${protocol.cold} of ${protocol.people} people have no training events.`)
  return notes
}

/** The metric to compare on: the one asked for, else nDCG at 10 or what was measured first; null without any. */
function primaryLabel(asked: string | undefined, evaluated: readonly EvaluatedRecommender[]): string | null {
  const measured = Object.keys(evaluated[0]?.result.perPerson ?? {}).filter((label) =>
    evaluated.every(({ result }) => Object.hasOwn(result.perPerson, label)),
  )
  if (asked === undefined) return measured.includes('ndcg@10') ? 'ndcg@10' : (measured[0] ?? null)
  const { label } = parseMetric(asked)
  if (measured.includes(label)) return label
  const near = nearest(label, measured)
  throw new TastemakerError(
    'config/unknown-name',
    `Recommenders can not be compared on "${label}": it was not measured person by person for all of them.`,
    `Measured: ${(near.length > 0 ? near : measured).join(', ')}.`,
  )
}

/** The part of the protocol that must be the same for two numbers to compare. */
function measuredOn({ hash, testHash, filterSeen, gain }: RankingProtocol): string {
  return `${filterSeen ? 'unseen' : 'all'} candidates, ${gain} gain, data ${hash.slice(0, 12)}, test ${testHash.slice(0, 12)}`
}

function sharedProtocol(evaluated: readonly EvaluatedRecommender[]): RankingProtocol {
  const [first] = evaluated
  if (!first) {
    throw new TastemakerError('data/empty', 'A ranking table needs at least one recommender.', 'Evaluate one first.')
  }
  const wanted = measuredOn(first.result.protocol)
  for (const { recommender, result } of evaluated) {
    if (measuredOn(result.protocol) === wanted) continue
    throw new TastemakerError(
      'stats/different-test',
      `${first.recommender} was measured on ${wanted}, but ${recommender} on ${measuredOn(result.protocol)}.`,
      'Evaluate both on the same test part with the same options.',
    )
  }
  return first.result.protocol
}
