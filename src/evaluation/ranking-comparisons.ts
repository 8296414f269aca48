import { TastemakerError } from '../domain/index.ts'
import { nearest } from '../nearest.ts'
import type { RandomStream } from '../random.ts'
import type { EvaluatedRecommender } from './evaluated-recommender.ts'
import { parseMetric } from './metrics/index.ts'
import {
  type Adjustment,
  holm,
  type Interval,
  type PairedTest,
  type PairedTestName,
  type PersonValues,
  pairedDifferences,
  pairedTest,
  tukeyHsd,
} from './statistics/index.ts'

/** Two recommenders on one metric, person by person. */
export interface RankingComparison {
  readonly recommender: string
  readonly other: string
  readonly metric: string
  /** Mean of the first minus the second, with its interval. */
  readonly difference: number | null
  readonly low: number | null
  readonly high: number | null
  /** Of the test that the plan names; null with a reason when there was nothing to test. */
  readonly p: number | null
  /** Adjusted for all comparisons of the table, as the plan says. */
  readonly adjustedP: number | null
  /** Mean difference in standard deviations of the differences (Cohen's d for pairs). */
  readonly effectSize: number | null
  /** From -1, the second is better for everybody, to 1; by ranks of the differences. Null when nobody differs, or not kept. */
  readonly rankBiserial: number | null
  /** People with both values. */
  readonly users: number
  /** Of these, people to whom both are worth the same; null when not kept. */
  readonly equal: number | null
  readonly reason: string | null
}

/** Two recommenders before they are compared. */
export interface Pair {
  readonly recommender: string
  readonly other: string
  readonly metric: string
  readonly a: PersonValues
  readonly b: PersonValues
  readonly differences: Float64Array
}

/** Each recommender with every later one; nobody when nothing was measured person by person. */
export function pairsOn(metric: string | null, evaluated: readonly EvaluatedRecommender[]): readonly Pair[] {
  if (metric === null) return []
  return evaluated.flatMap((one, place) =>
    evaluated.slice(place + 1).map((later) => {
      const [a, b] = [valuesOn(metric, one), valuesOn(metric, later)]
      const differences = pairedDifferences(a.values, b.values)
      return { recommender: one.recommender, other: later.recommender, metric, a, b, differences }
    }),
  )
}

/**
 * Tests all pairs.
 *
 * @param how.intervalOf the interval of each pair's differences
 */
export function comparisonsOf(
  pairs: readonly Pair[],
  how: {
    readonly evaluated: readonly EvaluatedRecommender[]
    readonly test: PairedTestName
    readonly adjustment: Adjustment
    readonly permutations: number
    readonly random: RandomStream
    readonly intervalOf: ReadonlyMap<Float64Array, Interval>
  },
): readonly RankingComparison[] {
  const { test, permutations, random, intervalOf } = how
  const tests = pairs.map(({ a, b, recommender, other }) =>
    pairedTest(a, b, { test, permutations, random: random.split(recommender, other) }),
  )
  const adjusted = adjust(tests, pairs, how)
  return pairs.map(({ recommender, other, metric, differences }, place) => {
    const { low, high } = intervalOf.get(differences)!
    const { difference, p, effectSize, rankBiserial, count, zeros, reason } = tests[place]!
    const sizes = { effectSize, rankBiserial, users: count, equal: zeros, reason }
    return { recommender, other, metric, difference, low, high, p, adjustedP: adjusted[place]!, ...sizes }
  })
}

function adjust(
  tests: readonly PairedTest[],
  pairs: readonly Pair[],
  { adjustment, evaluated }: { readonly adjustment: Adjustment; readonly evaluated: readonly EvaluatedRecommender[] },
): readonly (number | null)[] {
  const ps = tests.map(({ p }) => p)
  if (adjustment === 'holm') return holm(ps)
  const [first] = pairs
  if (adjustment === 'none' || !first) return ps
  // Tukey's procedure names its pairs in the same order: each with every later one.
  return tukeyHsd(evaluated.map((one) => valuesOn(first.metric, one))).pairs.map(({ p }) => p)
}

const valuesOn = (metric: string, { result }: EvaluatedRecommender): PersonValues => ({
  people: result.people,
  values: result.perPerson[metric]!,
})

/**
 * The metric to compare on: the one asked for, else nDCG at 10 or what was measured first; null without any.
 *
 * @throws {TastemakerError} `config/unknown-name` when not all have values for the one asked for
 */
export function primaryLabel(asked: string | null, evaluated: readonly EvaluatedRecommender[]): string | null {
  const measured = Object.keys(evaluated[0]?.result.perPerson ?? {}).filter((label) =>
    evaluated.every(({ result }) => Object.hasOwn(result.perPerson, label)),
  )
  if (asked === null) return measured.includes('ndcg@10') ? 'ndcg@10' : (measured[0] ?? null)
  const { label } = parseMetric(asked)
  if (measured.includes(label)) return label
  const near = nearest(label, measured)
  throw new TastemakerError(
    'config/unknown-name',
    `Recommenders can not be compared on "${label}": it was not measured person by person for all of them.`,
    `Measured: ${(near.length > 0 ? near : measured).join(', ')}.`,
  )
}
