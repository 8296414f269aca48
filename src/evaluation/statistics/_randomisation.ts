/*
 * Fisher's randomisation test on paired differences (Fisher 1935; for retrieval, Smucker, Allan and Carterette 2007).
 *
 * If two recommenders were alike, it would be chance which of them a person's better value came from: every pattern of
 * signs over the differences is equally likely. p is the share of patterns whose total is at least as far from zero as the
 * one observed.
 *
 * A drawn pattern is read eight people at a time: a table holds, for each of the 256 ways to flip eight of them, what flipping
 * takes from the total. That is eight times fewer steps than person by person, and the same sum.
 */
import type { RandomStream } from '../../random.ts'
import { sumOf } from './_effect-size.ts'
import type { TestOutcome } from './_test-outcome.ts'

/** Up to this many differing people every sign pattern is counted: 32,768 of them. */
const EXACT_LIMIT = 15

/**
 * The randomisation test, two-sided.
 *
 * @param differences none of them 0: people without a difference add nothing to any pattern's total
 * @returns p = (1 + patterns as extreme) / (1 + patterns) when sampled (Phipson and Smyth 2010), the plain share when exact
 */
export function randomisationTest(differences: Float64Array, permutations: number, random: RandomStream): TestOutcome {
  const statistic = sumOf(differences)
  // Less what rounding can take away, so that equal totals count as equal.
  const threshold = Math.abs(statistic) - 1e-12 * sumOf(differences.map(Math.abs))
  const extreme = (flipped: number): boolean => Math.abs(statistic - 2 * flipped) >= threshold
  if (differences.length <= EXACT_LIMIT) {
    const patterns = 2 ** differences.length
    let extremes = 0
    for (let pattern = 0; pattern < patterns; pattern++) if (extreme(flippedBy(pattern, differences))) extremes++
    return { statistic, p: extremes / patterns, method: 'exact', reason: null }
  }
  const flips = flipTables(differences)
  let extremes = 0
  for (let permutation = 0; permutation < permutations; permutation++) if (extreme(drawFlips(flips, random))) extremes++
  return { statistic, p: (1 + extremes) / (1 + permutations), method: 'sampled', reason: null }
}

/** The sum of the differences that a pattern flips, bit i flipping difference i. */
function flippedBy(pattern: number, differences: Float64Array): number {
  let flipped = 0
  for (let i = 0; i < differences.length; i++) flipped += ((pattern >> i) & 1) * differences[i]!
  return flipped
}

/** For each eight differences in turn the 256 sums of flipping some of them, one table behind the other. */
export function flipTables(differences: Float64Array): Float64Array {
  const tables = new Float64Array(256 * Math.ceil(differences.length / 8))
  for (let from = 0; from < differences.length; from += 8) {
    const eight = differences.subarray(from, from + 8)
    for (let pattern = 0; pattern < 256; pattern++) tables[32 * from + pattern] = flippedBy(pattern, eight)
  }
  return tables
}

/** Draws who is flipped, 32 people to a random number, and returns the sum of their differences. */
export function drawFlips(tables: Float64Array, random: RandomStream): number {
  let flipped = 0
  for (let table = 0; table < tables.length; ) {
    let signs = random.int(2 ** 32)
    for (let byte = 0; byte < 4 && table < tables.length; byte++, table += 256, signs >>>= 8) {
      flipped += tables[table + (signs & 255)]!
    }
  }
  return flipped
}
