import { TastemakerError } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { quantile } from '../statistics/_quantile.ts'
import type { Interval } from '../statistics/index.ts'
import type { Measured } from './measured.ts'

/** How the interval of a statistic is made. */
export interface StatisticBootstrap {
  readonly random: RandomStream
  /** Draws of all people; 1,000 unless given. */
  readonly resamples?: number
  /** Share of draws inside the interval; 0.95 unless given. */
  readonly level?: number
}

/** A statistic with its interval, or why there is none. */
export interface MeasuredInterval extends Interval {
  readonly reason: string | null
  /** Draws in which the statistic was undefined; they are in no interval. */
  readonly undefinedDraws: number
}

/**
 * The percentile bootstrap of any statistic over people (Efron and Tibshirani 1993, chapter 13). For means use
 * `bootstrapMeans`, which is faster.
 *
 * @param people how many there are
 * @param statistic of the people with these numbers; a person may come several times
 * @returns its value on everybody, and the interval over draws; no interval where fewer than half of the draws define it
 * @throws {TastemakerError} `config/range` for resamples or a level out of range
 * @example bootstrapStatistic(200, (who) => cronbachAlpha(who.map((person) => rows[person])), { random })
 */
export function bootstrapStatistic(
  people: number,
  statistic: (who: readonly number[]) => Measured,
  { random, resamples = 1000, level = 0.95 }: StatisticBootstrap,
): MeasuredInterval {
  if (!(Number.isInteger(resamples) && resamples >= 1)) {
    throw new TastemakerError('config/range', `resamples must be a whole number from 1, got ${resamples}.`, 'Try 1000.')
  }
  if (!(level > 0 && level < 1)) {
    throw new TastemakerError('config/range', `level must lie between 0 and 1, got ${level}.`, 'Try 0.95.')
  }
  const everybody = statistic(Array.from({ length: people }, (_, person) => person))
  const none = { low: null, high: null, count: everybody.count, reason: everybody.reason, undefinedDraws: 0 }
  if (everybody.value === null || people < 2) return { ...none, mean: everybody.value }
  const draws: number[] = []
  for (let draw = 0; draw < resamples; draw++) {
    const { value } = statistic(Array.from({ length: people }, () => random.int(people)))
    if (value !== null) draws.push(value)
  }
  const undefinedDraws = resamples - draws.length
  if (draws.length < resamples / 2) return { ...none, mean: everybody.value, undefinedDraws }
  const sorted = Float64Array.from(draws).sort()
  const [low, high] = [(1 - level) / 2, (1 + level) / 2].map((share) => quantile(sorted, share)) as [number, number]
  return { ...none, mean: everybody.value, low, high, undefinedDraws }
}
