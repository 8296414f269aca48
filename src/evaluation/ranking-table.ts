import { TastemakerError } from '../domain/index.ts'
import type { RandomStream } from '../random.ts'
import { madeElsewhere, sharedProtocol } from './_shared-protocol.ts'
import type { EvaluatedRecommender, RequestTimes } from './evaluated-recommender.ts'
import { protocolNotes, type RankingProtocol } from './protocol.ts'
import { comparisonsOf, pairsOn, primaryLabel, type RankingComparison } from './ranking-comparisons.ts'
import { type RowMark, rowMarks } from './row-marks.ts'
import {
  type Adjustment,
  bootstrapMeans,
  type Interval,
  type IntervalKind,
  type PairedTestName,
} from './statistics/index.ts'

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
  /** What the reader should know of this line; their meaning is in `rowMarks` and in the notes of the table. */
  readonly marks: readonly RowMark[]
  readonly metrics: Readonly<Record<string, MetricCell>>
  readonly fitSeconds: number | null
  /** Seconds inside the recommender, for everybody; null when not kept. */
  readonly scoreSeconds: number | null
  /** Seconds of ranking and measuring; null when not kept. */
  readonly evaluateSeconds: number | null
  /** People scored per second; null when too fast for the clock. */
  readonly usersPerSecond: number | null
  /** Megabytes of the fitted model; null when unknown. */
  readonly memory: number | null
  /** Milliseconds a request; null when unknown. */
  readonly requestTimes: RequestTimes | null
  readonly tiedShare: number
}

/** How recommenders are compared; what is left out has the default named here. */
export interface TablePlan {
  /** The metric of the comparisons; `ndcg@10`, or the first measured without it. */
  readonly primary?: string | null
  /** `randomisation`. */
  readonly test?: PairedTestName
  /** `holm`. With `tukey` the adjusted p is that of Tukey's procedure, whatever the test. */
  readonly adjustment?: Adjustment
  /** `percentile`. */
  readonly interval?: IntervalKind
  /** Bootstrap draws behind each interval; 10,000. */
  readonly resamples?: number
  /** Sign patterns drawn where more than 15 people differ; 100,000. */
  readonly permutations?: number
}

/** What a comparison of recommenders prints. */
export interface RankingTable {
  readonly protocol: RankingProtocol
  /** How intervals and tests were made. */
  readonly plan: Required<TablePlan>
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
 * @throws {TastemakerError} `stats/different-test` when test parts or protocols differ, `config/unknown-name` when the
 * primary metric was not measured, `config/range` for draws that are not a whole number, `data/empty` without recommenders
 * @example rankingTable([{ recommender: 'ease', fitSeconds: 1.2, result }], { random: randomStream(7) }).rows[0].metrics
 */
export function rankingTable(
  evaluated: readonly EvaluatedRecommender[],
  options: TablePlan & { readonly random: RandomStream },
): RankingTable {
  const { random, test = 'randomisation', adjustment = 'holm', interval = 'percentile' } = options
  const { primary = null, resamples = 10_000, permutations = 100_000 } = options
  if (evaluated.length === 0) {
    throw new TastemakerError('data/empty', 'A ranking table needs at least one recommender.', 'Evaluate one first.')
  }
  const protocol = sharedProtocol(evaluated.map((one) => ({ name: one.recommender, protocol: one.result.protocol })))
  const metric = primaryLabel(primary, evaluated)
  const pairs = pairsOn(metric, evaluated)

  // One call, so that a row's interval and a difference's interval come from the same draws.
  const columns = evaluated.flatMap(({ result }) => Object.values(result.perPerson))
  columns.push(...pairs.map((pair) => pair.differences))
  const intervals = bootstrapMeans(columns, { random: random.split('bootstrap'), resamples, interval })
  const intervalOf = new Map(columns.map((values, place) => [values, intervals[place]!]))

  const comparing = { evaluated, test, adjustment, permutations, intervalOf, random: random.split('permutations') }
  return {
    protocol,
    plan: { primary: metric, test, adjustment, interval, resamples, permutations },
    rows: evaluated.map((one) => row(one, intervalOf)),
    comparisons: comparisonsOf(pairs, comparing),
    notes: notesOf(protocol, evaluated),
  }
}

/** @param intervalOf the interval of each per-person column */
function row(one: EvaluatedRecommender, intervalOf: ReadonlyMap<Float64Array, Interval>): RankingRow {
  const { recommender, fitSeconds, memory = null, requestTimes = null, result } = one
  const cells = Object.entries(result.values).map(([label, { value, people }]): [string, MetricCell] => {
    const values = result.perPerson[label]
    const { low, high } = (values && intervalOf.get(values)) ?? { low: null, high: null }
    return [label, { mean: value, low, high, users: people }]
  })
  const { score, evaluate } = result.seconds
  return {
    recommender,
    marks: marksOf(one),
    metrics: Object.fromEntries(cells),
    fitSeconds,
    scoreSeconds: score,
    evaluateSeconds: evaluate,
    usersPerSecond: score > 0 ? result.people.length / score : null,
    memory,
    requestTimes,
    tiedShare: result.tiedShare,
  }
}

/** Marks that were given, and the one that the protocol gives to all. */
function marksOf({ marks = [], result }: EvaluatedRecommender): readonly RowMark[] {
  const sampled = result.protocol.marks?.includes('metric/sampled') ?? false
  return sampled && !marks.includes('sampled') ? [...marks, 'sampled'] : marks
}

function notesOf(protocol: RankingProtocol, evaluated: readonly EvaluatedRecommender[]): readonly string[] {
  const used = new Set(evaluated.flatMap(marksOf))
  const notes = [...used].map((mark) => `${mark}: ${rowMarks[mark]}.`)
  for (const { recommender, result } of evaluated) {
    if (madeElsewhere(result.protocol)) {
      notes.push(`${recommender}: its lists were made elsewhere; what they were chosen from is not known here.`)
    }
    if (result.tiedShare <= TIES_TO_MENTION) continue
    const percent = (100 * result.tiedShare).toFixed(1)
    notes.push(`${recommender}: ${percent}% of the lists have tied scores, ${ORDERED[result.protocol.ties]}.`)
  }
  return [...notes, ...protocolNotes(protocol)]
}

/** What became of tied scores. */
const ORDERED = {
  'item id': 'put in order by item id',
  expected: 'measured as the mean over their orders',
  'as given': 'in the order given',
} as const
