/*
 * Tukey's honestly significant difference for recommenders that served the same people: the analysis of variance of a
 * randomised block design, people as blocks (Tukey 1953; for retrieval, Sakai 2014, "Statistical reform in information
 * retrieval?"). What people have in common leaves the error, as in the paired tests; unlike those with Holm's adjustment, it
 * takes errors for normal and equally large everywhere.
 */
import { type PersonValues, requireSamePeople } from './person-values.ts'
import { studentisedRangeQuantile, studentisedRangeTail } from './studentised-range.ts'

/** Two of the compared columns. */
export interface TukeyPair {
  /** Places of the two in the list given, a before b. */
  readonly a: number
  readonly b: number
  /** Mean of a - b. */
  readonly difference: number | null
  /** Intervals that all hold at once, with the level asked for. */
  readonly low: number | null
  readonly high: number | null
  /** Already adjusted for all pairs. */
  readonly p: number | null
}

/** What the procedure found. */
export interface TukeyHsd {
  readonly pairs: readonly TukeyPair[]
  /** People with a value in every column; others are left out. */
  readonly count: number
  /** Why there is no p. */
  readonly reason: string | null
}

/**
 * Compares every recommender with every later one on one metric, all at once.
 *
 * @param columns at least two, of the same people in the same order; NaN where undefined
 * @param level share of experiments in which all intervals hold; 0.95 unless given
 * @returns one pair for each two columns, in the order a = 0, b = 1; 0, 2; …; 1, 2; …
 * @throws {TastemakerError} `stats/different-test` for values of different people
 * @example tukeyHsd([{ people, values: ease }, { people, values: knn }, { people, values: popularity }]).pairs[0]?.p
 */
export function tukeyHsd(columns: readonly PersonValues[], level = 0.95): TukeyHsd {
  requireSamePeople(columns)
  const whole = completeRows(columns)
  const [count, groups] = [whole.length, columns.length]
  const means = columns.map((_, c) => (count === 0 ? null : whole.reduce((sum, row) => sum + row[c]!, 0) / count))
  const degrees = (groups - 1) * (count - 1)
  const error = count < 2 ? 0 : Math.sqrt(residualSquares(whole, means as number[]) / degrees / count)
  const reason = whyNot(count, error, whole)
  const reach = reason === null ? error * studentisedRangeQuantile(1 - level, groups, degrees) : Number.NaN
  const pairs = columns.flatMap((_, a) =>
    columns.slice(a + 1).map((_, step): TukeyPair => {
      const b = a + 1 + step
      const difference = count === 0 ? null : means[a]! - means[b]!
      if (difference === null || reason !== null) return { a, b, difference, low: null, high: null, p: null }
      const p = studentisedRangeTail(Math.abs(difference) / error, groups, degrees)
      return { a, b, difference, low: difference - reach, high: difference + reach, p }
    }),
  )
  return { pairs, count, reason }
}

/** One row a person, of those who have a value everywhere. */
function completeRows(columns: readonly PersonValues[]): readonly Float64Array[] {
  const people = columns[0]?.people.length ?? 0
  const rows = Array.from({ length: people }, (_, person) =>
    Float64Array.from(columns, ({ values }) => values[person]!),
  )
  return rows.filter((row) => !row.some(Number.isNaN))
}

/** What neither the person nor the recommender explains, squared and summed. */
function residualSquares(rows: readonly Float64Array[], means: readonly number[]): number {
  const grand = means.reduce((sum, mean) => sum + mean, 0) / means.length
  let squares = 0
  for (const row of rows) {
    const own = row.reduce((sum, value) => sum + value, 0) / row.length
    for (let c = 0; c < row.length; c++) squares += (row[c]! - own - means[c]! + grand) ** 2
  }
  return squares
}

function whyNot(count: number, error: number, rows: readonly Float64Array[]): string | null {
  if (count < 2) return `a test needs two people, got ${count}`
  if (rows.every((row) => row.every((value) => value === row[0]))) return 'all differences are zero'
  const largest = Math.max(...rows.map((row) => Math.max(...row.map(Math.abs))))
  return error <= 1e-14 * largest ? 'the differences do not vary, so there is no error to compare with' : null
}
