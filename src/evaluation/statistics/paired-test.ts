import { TastemakerError } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { cohensDz, sumOf } from './_effect-size.ts'
import { randomisationTest } from './_randomisation.ts'
import { signedRanks } from './_signed-ranks.ts'
import { studentTest } from './_student-test.ts'
import type { TestMethod, TestOutcome } from './_test-outcome.ts'
import { wilcoxonTest } from './_wilcoxon.ts'
import { pairedDifferences } from './paired-differences.ts'
import { type PersonValues, requireSamePeople } from './person-values.ts'

/** The tests there are for two recommenders on the same people. */
export const pairedTests = ['randomisation', 't', 'wilcoxon'] as const

/** The name of one of them. */
export type PairedTestName = (typeof pairedTests)[number]

/** What a paired test found. */
export interface PairedTest {
  readonly test: PairedTestName
  /** Mean of a - b; null without anybody. */
  readonly difference: number | null
  /** The total of the differences, Student's t, or the smaller of the two rank sums; null when there is nothing to test. */
  readonly statistic: number | null
  /** Two-sided; null when there is nothing to test, see `reason`. */
  readonly p: number | null
  /** Mean difference in standard deviations of the differences (Cohen's d for pairs); null when these do not vary. */
  readonly effectSize: number | null
  /**
   * How far one side wins more often and by more, from -1 to 1: the rank sum of people who do better with a, less that of
   * those who do better with b, over both (matched-pairs rank-biserial correlation, Kerby 2014); null when nobody differs.
   */
  readonly rankBiserial: number | null
  /** People with both values. */
  readonly count: number
  /** Of these, people whose values are equal: the rank test drops them, the others keep them. */
  readonly zeros: number
  readonly method: TestMethod | null
  /** Why p is null. */
  readonly reason: string | null
}

/** How to test. */
export interface PairedTestOptions {
  /** The stream that draws sign patterns; untouched by everything that is not sampled. */
  readonly random: RandomStream
  /** `randomisation` unless given: it assumes nothing about how differences are spread. */
  readonly test?: PairedTestName
  /** Sign patterns drawn when more than 15 people differ; 100,000 unless given. */
  readonly permutations?: number
}

/**
 * Tests whether two recommenders differ on one metric, over the same people.
 *
 * `randomisation` asks about the mean and assumes no distribution (exact up to 15 differing people); `t` asks about the mean
 * and takes it for normal; `wilcoxon` asks about the middle of the differences (exact up to 25). Effect sizes come with all
 * of them, because a p says nothing about how much.
 *
 * @throws {TastemakerError} `stats/different-test` when a and b are not about the same people in the same order;
 * `config/range` for permutations that are not a whole number from 1
 * @example pairedTest({ people, values: ease }, { people, values: popularity }, { random: randomStream(7) }).p
 */
export function pairedTest(a: PersonValues, b: PersonValues, options: PairedTestOptions): PairedTest {
  requireSamePeople([a, b])
  requirePermutations(options.permutations)
  const { test = 'randomisation', permutations = 100_000, random } = options
  const differences = pairedDifferences(a.values, b.values).filter((value) => !Number.isNaN(value))
  const changed = differences.filter((value) => value !== 0)
  const count = differences.length
  const ranks = signedRanks(changed)
  const found = {
    test,
    difference: count === 0 ? null : sumOf(differences) / count,
    effectSize: cohensDz(differences),
    rankBiserial: changed.length === 0 ? null : (ranks.plus - ranks.minus) / (ranks.plus + ranks.minus),
    count,
    zeros: count - changed.length,
  }
  const outcome = (): TestOutcome => {
    if (count < 2) return nothing(`a test needs two people, got ${count}`)
    if (changed.length === 0) return nothing('all differences are zero')
    if (test === 't') return studentTest(differences)
    return test === 'wilcoxon' ? wilcoxonTest(ranks) : randomisationTest(changed, permutations, random)
  }
  return { ...found, ...outcome() }
}

const nothing = (reason: string): TestOutcome => ({ statistic: null, p: null, method: null, reason })

function requirePermutations(permutations = 1): void {
  if (Number.isInteger(permutations) && permutations >= 1) return
  const message = `permutations must be a whole number from 1, got ${permutations}.`
  throw new TastemakerError('config/range', message, 'Try 100000.')
}
