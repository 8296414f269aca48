/*
 * Bootstrap of means over people (Efron and Tibshirani 1993): percentile intervals (chapter 13), or BCa, which corrects them
 * for bias and for a spread that changes with the mean (chapter 14).
 *
 * People are drawn with replacement, and one draw serves all columns: what differs between two columns of one call is
 * never the luck of who was drawn.
 */
import { TastemakerError } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { biasCorrected } from './_bias-corrected.ts'
import { quantile } from './_quantile.ts'
import { resampledMeans } from './_resampled-means.ts'
import { pairedDifferences } from './paired-differences.ts'

/** A mean with its uncertainty. */
export interface Interval {
  /** Null without anybody. */
  readonly mean: number | null
  /** Null with fewer than two people: one person says nothing about the spread. */
  readonly low: number | null
  readonly high: number | null
  /** People with a value; the rest are excluded. */
  readonly count: number
}

/** The ways to read an interval off the draws. */
export const intervalKinds = ['percentile', 'bca'] as const

/** The name of one of them. */
export type IntervalKind = (typeof intervalKinds)[number]

/** How intervals are made. */
export interface BootstrapOptions {
  readonly random: RandomStream
  /** Draws of all people; 10,000 unless given. */
  readonly resamples?: number
  /** Share of draws inside the interval; 0.95 unless given. */
  readonly level?: number
  /** `percentile` unless given. */
  readonly interval?: IntervalKind
}

/**
 * Means of columns, with intervals from the same draws of people.
 *
 * @param columns one value per person, NaN where undefined; all of the same people in the same order
 * @returns one interval per column, its ends to six digits; a draw with nobody who has a value in a column is left out of its percentiles
 * @throws {TastemakerError} `stats/different-test` for columns of unequal length; `config/range` for a bad option
 * @example bootstrapMeans([Float64Array.of(0, 1, 1)], { random: randomStream(7) })[0].mean // 0.667
 */
export function bootstrapMeans(columns: readonly Float64Array[], options: BootstrapOptions): readonly Interval[] {
  const { random, resamples = 10_000, level = 0.95, interval = 'percentile' } = options
  requireOptions(resamples, level)
  requireSameLength(columns)
  const means = resampledMeans(columns, { random, resamples })
  return columns.map((column, c) => intervalOf(column, means[c]!, { level, interval }))
}

/**
 * The mean difference between two columns of the same people, with its interval.
 *
 * @returns a's mean minus b's, over the people who have both
 * @throws {TastemakerError} `stats/different-test` when the columns differ in length
 * @example pairedDifference(ease, popularity, { random: randomStream(7) }).low // above 0 when a is better for sure
 */
export function pairedDifference(a: Float64Array, b: Float64Array, options: BootstrapOptions): Interval {
  return bootstrapMeans([pairedDifferences(a, b)], options)[0]!
}

/** Digits of the ends of an interval: what single precision keeps, so that machines that round otherwise write the same. */
const DIGITS = 6

function intervalOf(
  column: Float64Array,
  means: Float64Array,
  how: { readonly level: number; readonly interval: IntervalKind },
): Interval {
  const known = column.filter((value) => !Number.isNaN(value))
  const count = known.length
  if (count === 0) return { mean: null, low: null, high: null, count }
  const mean = known.reduce((sum, value) => sum + value, 0) / count
  const sorted = means.filter((value) => !Number.isNaN(value)).sort()
  if (count < 2 || sorted.length === 0) return { mean, low: null, high: null, count }
  const plain = [(1 - how.level) / 2, (1 + how.level) / 2] as const
  const [low, high] = how.interval === 'bca' ? biasCorrected(plain, { known, mean, sorted }) : plain
  known.sort()
  const end = (share: number): number => {
    const value = Number(quantile(sorted, share).toPrecision(DIGITS))
    // No mean leaves the range of its values; rounding may.
    return Math.min(known[count - 1]!, Math.max(known[0]!, value))
  }
  return { mean, low: end(low), high: end(high), count }
}

function requireSameLength(columns: readonly Float64Array[]): void {
  const people = columns[0]?.length ?? 0
  const other = columns.find((column) => column.length !== people)
  if (!other) return
  const message = `Columns must hold the same people, got ${people} and ${other.length}.`
  throw new TastemakerError('stats/different-test', message, 'Evaluate all recommenders on the same test part.')
}

function requireOptions(resamples: number, level: number): void {
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new TastemakerError(
      'config/range',
      `resamples must be a whole number from 1, got ${resamples}.`,
      'Try 10000.',
    )
  }
  if (!(level > 0 && level < 1)) {
    throw new TastemakerError('config/range', `level must lie between 0 and 1, got ${level}.`, 'Try 0.95.')
  }
}
