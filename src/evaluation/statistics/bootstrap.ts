/*
 * Percentile bootstrap of means over people (Efron and Tibshirani 1993, chapter 13).
 *
 * People are drawn with replacement, and one draw serves all columns: what differs between two columns of one call is
 * never the luck of who was drawn. A draw is kept as how often each person came up, so that a column's resampled mean is
 * a dot product over contiguous memory.
 */
import { TastemakerError } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { quantile } from './_quantile.ts'
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

/** How intervals are made. */
export interface BootstrapOptions {
  readonly random: RandomStream
  /** Draws of all people; 2,000 unless given. */
  readonly resamples?: number
  /** Share of draws inside the interval; 0.95 unless given. */
  readonly level?: number
}

/**
 * Means of columns, with percentile intervals from the same draws of people.
 *
 * @param columns one value per person, NaN where undefined; all of the same people in the same order
 * @returns one interval per column; a draw with nobody who has a value in a column is left out of its percentiles
 * @throws {TastemakerError} `stats/different-test` for columns of unequal length; `config/range` for a bad option
 * @example bootstrapMeans([Float64Array.of(0, 1, 1)], { random: randomStream(7) })[0].mean // 0.667
 */
export function bootstrapMeans(columns: readonly Float64Array[], options: BootstrapOptions): readonly Interval[] {
  const { random, resamples = 2000, level = 0.95 } = options
  requireOptions(resamples, level)
  const people = columns[0]?.length ?? 0
  requireSamePeople(columns, people)
  const values = columns.map((column) => column.map((value) => (Number.isNaN(value) ? 0 : value)))
  const present = columns.map((column) =>
    column.some(Number.isNaN) ? column.map((x) => (Number.isNaN(x) ? 0 : 1)) : null,
  )
  const means = columns.map(() => new Float64Array(resamples))
  const times = new Float64Array(people)
  for (let resample = 0; resample < resamples; resample++) {
    drawPeople(times, random)
    for (let c = 0; c < columns.length; c++) {
      const mask = present[c]!
      means[c]![resample] = dot(times, values[c]!) / (mask ? dot(times, mask) : people)
    }
  }
  return columns.map((column, c) => interval(column, means[c]!, level))
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

function interval(column: Float64Array, means: Float64Array, level: number): Interval {
  const known = column.filter((value) => !Number.isNaN(value))
  const count = known.length
  if (count === 0) return { mean: null, low: null, high: null, count }
  const mean = known.reduce((sum, value) => sum + value, 0) / count
  const sorted = means.filter((value) => !Number.isNaN(value)).sort()
  if (count < 2 || sorted.length === 0) return { mean, low: null, high: null, count }
  return { mean, low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2), count }
}

/** Draws as many people as there are, with replacement, and counts how often each came up. */
function drawPeople(times: Float64Array, random: RandomStream): void {
  times.fill(0)
  for (let i = 0; i < times.length; i++) times[random.int(times.length)]!++
}

/** Four sums side by side, so that one addition need not wait for the one before. */
function dot(a: Float64Array, b: Float64Array): number {
  const whole = a.length & ~3
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!
    s1 += a[i + 1]! * b[i + 1]!
    s2 += a[i + 2]! * b[i + 2]!
    s3 += a[i + 3]! * b[i + 3]!
  }
  for (let i = whole; i < a.length; i++) s0 += a[i]! * b[i]!
  return s0 + s1 + (s2 + s3)
}

function requireSamePeople(columns: readonly Float64Array[], people: number): void {
  const other = columns.find((column) => column.length !== people)
  if (!other) return
  const message = `Columns must hold the same people, got ${people} and ${other.length}.`
  throw new TastemakerError('stats/different-test', message, 'Evaluate all recommenders on the same test part.')
}

function requireOptions(resamples: number, level: number): void {
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new TastemakerError('config/range', `resamples must be a whole number from 1, got ${resamples}.`, 'Try 2000.')
  }
  if (!(level > 0 && level < 1)) {
    throw new TastemakerError('config/range', `level must lie between 0 and 1, got ${level}.`, 'Try 0.95.')
  }
}
