import { TastemakerError } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { bootstrapMeans, type Interval } from '../statistics/index.ts'

/** How often one task was tried, and how often it went well. */
export interface TrialCount {
  readonly trials: number
  readonly successes: number
}

/**
 * The chance that k trials of a task all go well, task by task, as a mean with an interval over tasks.
 *
 * One task gives C(c, k) / C(n, k) for c successes of n trials: the share of all ways to draw k of its trials in which every one is a
 * success, an unbiased estimate (Yao et al. 2024, "tau-bench", as pass^k). It is computed as a product of k ratios, so that no
 * binomial of a large n is ever formed.
 *
 * @param counts one entry a task
 * @param k trials that all have to go well, from 1 to the fewest trials of a task
 * @returns the mean, null without tasks, with a percentile interval over tasks
 * @throws {TastemakerError} `config/range` for a k that a task has too few trials for, or for counts that make no sense
 * @example passHatK([{ trials: 16, successes: 8 }], 2, randomStream(1)).mean // 0.2333
 */
export function passHatK(counts: readonly TrialCount[], k: number, random: RandomStream): Interval {
  if (!Number.isInteger(k) || k < 1) {
    throw new TastemakerError('config/range', `k of pass^k must be a whole number from 1, got ${k}.`, 'Try k = 1.')
  }
  return bootstrapMeans([Float64Array.from(counts, (count) => allOf(count, k))], { random })[0]!
}

function allOf({ trials, successes }: TrialCount, k: number): number {
  if (!Number.isInteger(trials) || !Number.isInteger(successes) || successes < 0 || successes > trials) {
    throw new TastemakerError(
      'config/range',
      `Successes must be a whole number from 0 to the trials, got ${successes} of ${trials}.`,
    )
  }
  if (trials < k) {
    throw new TastemakerError(
      'config/range',
      `pass^${k} needs ${k} trials of every task, and one has ${trials}.`,
      'Ask for more trials, or for a smaller k.',
    )
  }
  let chance = 1
  for (let drawn = 0; drawn < k; drawn++) chance *= Math.max(0, successes - drawn) / (trials - drawn)
  return chance
}
