/*
 * Fisher's randomisation test on paired differences (Fisher 1935; for retrieval, Smucker, Allan and Carterette 2007).
 *
 * If two recommenders were alike, it would be chance which of them a person's better value came from: every pattern of
 * signs over the differences is equally likely. p is the share of patterns whose total is at least as far from zero as the
 * one observed.
 */
import { TastemakerError, type UserId } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { pairedDifferences } from './paired-differences.ts'

/** One metric of one recommender: a value per person, NaN where undefined. */
export interface PersonValues {
  readonly people: readonly UserId[]
  readonly values: Float64Array
}

/** What a paired test found. */
export interface PairedTest {
  /** Mean of a - b; null without anybody. */
  readonly difference: number | null
  /** Two-sided; null when there is nothing to test, see `reason`. */
  readonly p: number | null
  /** Mean difference in standard deviations of the differences (Cohen's d for pairs); null when these do not vary. */
  readonly effectSize: number | null
  /** People with both values. */
  readonly count: number
  /** Whether all sign patterns were counted or a sample of them. */
  readonly method: 'exact' | 'sampled' | null
  /** Why p is null. */
  readonly reason: string | null
}

/** Up to this many differing people every sign pattern is counted: 32,768 of them. */
const EXACT_LIMIT = 15

/**
 * Tests whether two recommenders differ on one metric, over the same people.
 *
 * @param options.random the stream that draws sign patterns; untouched by an exact test
 * @param options.permutations patterns drawn when more than 15 people differ; 10,000 unless given
 * @returns p = (1 + patterns as extreme) / (1 + patterns) when sampled (Phipson and Smyth 2010), the plain share when exact
 * @throws {TastemakerError} `stats/different-test` when a and b are not about the same people in the same order
 * @example pairedTest({ people, values: ease }, { people, values: popularity }, { random: randomStream(7) }).p
 */
export function pairedTest(
  a: PersonValues,
  b: PersonValues,
  options: { readonly random: RandomStream; readonly permutations?: number },
): PairedTest {
  requireSamePeople(a, b)
  const differences = pairedDifferences(a.values, b.values).filter((value) => !Number.isNaN(value))
  const count = differences.length
  const difference = count === 0 ? null : sumOf(differences) / count
  const effectSize = count < 2 ? null : standardised(differences)
  const nothing = { difference, p: null, effectSize, count, method: null }
  if (count < 2) return { ...nothing, reason: `a test needs two people, got ${count}` }
  // People without a difference add nothing to any pattern's total, so the share of extreme patterns is the same without them.
  const changed = differences.filter((value) => value !== 0)
  if (changed.length === 0) return { ...nothing, reason: 'all differences are zero' }
  if (changed.length <= EXACT_LIMIT) {
    return { ...nothing, p: exactShare(changed), method: 'exact', reason: null }
  }
  const p = sampledShare(changed, options.permutations ?? 10_000, options.random)
  return { ...nothing, p, method: 'sampled', reason: null }
}

/** Walks through all sign patterns, bit i of the pattern flipping difference i. */
function exactShare(differences: Float64Array): number {
  const threshold = extreme(differences)
  const total = sumOf(differences)
  const patterns = 2 ** differences.length
  let extremes = 0
  for (let pattern = 0; pattern < patterns; pattern++) {
    let flipped = 0
    for (let i = 0; i < differences.length; i++) flipped += ((pattern >> i) & 1) * differences[i]!
    if (Math.abs(total - 2 * flipped) >= threshold) extremes++
  }
  return extremes / patterns
}

/** Draws sign patterns, 32 signs to a random number. */
function sampledShare(differences: Float64Array, permutations: number, random: RandomStream): number {
  const threshold = extreme(differences)
  const total = sumOf(differences)
  let extremes = 0
  for (let permutation = 0; permutation < permutations; permutation++) {
    let flipped = 0
    for (let from = 0; from < differences.length; from += 32) {
      const to = Math.min(from + 32, differences.length)
      let signs = random.int(2 ** 32)
      for (let i = from; i < to; i++, signs >>>= 1) flipped += (signs & 1) * differences[i]!
    }
    if (Math.abs(total - 2 * flipped) >= threshold) extremes++
  }
  return (1 + extremes) / (1 + permutations)
}

/** The observed distance from zero, less what rounding can take away, so that equal totals count as equal. */
function extreme(differences: Float64Array): number {
  return Math.abs(sumOf(differences)) - 1e-12 * sumOf(differences.map(Math.abs))
}

function standardised(differences: Float64Array): number | null {
  const mean = sumOf(differences) / differences.length
  const variance = sumOf(differences.map((value) => (value - mean) ** 2)) / (differences.length - 1)
  // Equal differences leave a rounding error instead of 0.
  return variance <= (1e-12 * mean) ** 2 ? null : mean / Math.sqrt(variance)
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function requireSamePeople(a: PersonValues, b: PersonValues): void {
  if (a.people.length === b.people.length && a.people.every((id, i) => id === b.people[i])) return
  const message = `Paired values must be about the same people, got lists of ${a.people.length} and ${b.people.length} that differ.`
  throw new TastemakerError('stats/different-test', message, 'Evaluate both recommenders on the same test part.')
}
