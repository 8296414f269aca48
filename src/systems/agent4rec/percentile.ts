import { type Dataset, type Scale, TastemakerError, type UserIndex } from '../../domain/index.ts'
import { scalePoints } from '../../minds/index.ts'

/*
 * Ratings by standing instead of by stars.
 *
 * The 1,000 viewers published with the paper gave no film one or two stars: asked for stars, a language model is kind to
 * everything. Asked where a film stands among the films a person ever rated, it can be as kind as it likes, because the
 * person's own histogram turns the standing into stars. The answer is a tenth, 1 to 10: few labels, and those of the exit
 * interview.
 */

/** How often a person gave each star in training. */
export interface OwnStars {
  /** The points of the scale, ascending. */
  readonly points: readonly number[]
  /** Ratings by point, same length. */
  readonly counts: readonly number[]
}

/** The scale of a standing: 1 is the worst tenth of what the person rated, 10 the best. */
export const TENTHS: Scale = { min: 1, max: 10, step: 1 }

/** The percentile in the middle of a tenth. @example percentileOf(1) // 0.05 */
export const percentileOf = (tenth: number): number => (tenth - 0.5) / TENTHS.max

/**
 * How often a person gave each star.
 *
 * @param train ratings with a scale
 * @returns one count for each point of the scale, ascending
 * @throws TastemakerError model/unsupported for data without ratings, data/no-training for somebody without any
 * @example starCountsOf(train, userIndex(0)) // [1, 1, 2, 4, 2]
 */
export function starCountsOf({ log, scale, name, users }: Dataset, user: UserIndex): number[] {
  if (!scale) {
    throw new TastemakerError('model/unsupported', `"${name}" has no ratings to count.`, 'Use data with ratings.')
  }
  const counts = scalePoints(scale).map(() => 0)
  for (let row = log.offsets[user]!; row < log.offsets[user + 1]!; row++) {
    counts[Math.round((log.value[row]! - scale.min) / scale.step)]!++
  }
  if (counts.some((count) => count > 0)) return counts
  throw new TastemakerError(
    'data/no-training',
    `Person ${users.ids[user]} has no training ratings, so none can be calibrated.`,
    'Leave this person out of the panel.',
  )
}

/**
 * The star at a percentile of a person's own ratings: the smallest whose cumulative share reaches it.
 *
 * @param percentile 0 to 1
 * @example starAtPercentile(0.3, { points: [1, 2, 3, 4, 5], counts: [1, 1, 2, 4, 2] }) // 3
 */
export function starAtPercentile(percentile: number, { points, counts }: OwnStars): number {
  const sought = percentile * sum(counts) - 1e-9
  let upTo = 0
  const place = counts.findIndex((count) => {
    upTo += count
    return count > 0 && upTo >= sought
  })
  return points[place]!
}

/**
 * A distribution over stars as one over tenths: each star's share is spread evenly over the part of the person's ratings
 * that have this star. The share of a star they never gave goes to the tenth where it would stand.
 *
 * @param shares by star, summing to 1
 * @returns ten shares, worst tenth first, summing to 1
 * @example tenthShares([0, 1], { points: [1, 2], counts: [5, 5] }) // [0, 0, 0, 0, 0, .2, .2, .2, .2, .2]
 */
export function tenthShares(shares: readonly number[], { counts }: OwnStars): number[] {
  const tenths = new Array<number>(TENTHS.max).fill(0)
  const perRating = TENTHS.max / sum(counts)
  let from = 0
  for (const [place, share] of shares.entries()) {
    const to = from + counts[place]! * perRating
    if (to === from) tenths[Math.min(Math.floor(from), TENTHS.max - 1)]! += share
    for (let tenth = 0; to > from && tenth < TENTHS.max; tenth++) {
      const overlap = Math.min(to, tenth + 1) - Math.max(from, tenth)
      if (overlap > 0) tenths[tenth]! += (share * overlap) / (to - from)
    }
    from = to
  }
  return tenths
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
