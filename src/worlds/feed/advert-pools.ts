import { type Dataset, type ItemId, TastemakerError } from '../../domain/index.ts'

/** The four kinds of item that adverts are made of. */
export const advertPoolNames = ['popular-high', 'popular-low', 'unpopular-high', 'unpopular-low'] as const

/** The name of a pool: how often its items are rated, and how well. */
export type AdvertPoolName = (typeof advertPoolNames)[number]

/** Items to advertise, by pool. */
export type AdvertPools = Readonly<Record<AdvertPoolName, readonly ItemId[]>>

/** Items in a pool at most. */
const POOL = 5
/** Below this many ratings a mean says little about an item. */
const ENOUGH_RATINGS = 10
/** Which part of the items counts as popular, and which as unpopular. */
const QUARTER = 0.25

/**
 * Forms the four pools of the advert study from counts and means of training ratings.
 *
 * Source: Zhang et al. 2024 (Agent4Rec) advertise popular and unpopular, high-rated and low-rated films, five of each; where
 * they cut is not published. Here, among items with at least 10 ratings, the quarter with most is popular and the quarter
 * with fewest unpopular; of each the five with the highest and the five with the lowest mean. No item is in two pools, so
 * that small data has smaller pools. Ties go by item id.
 *
 * @param train ratings with a scale
 * @throws TastemakerError model/unsupported for data without ratings, data/under-powered when no two pools can be parted
 * @example advertPools(train)['unpopular-high'].length // 5
 */
export function advertPools(train: Dataset): AdvertPools {
  if (!train.scale) {
    throw new TastemakerError(
      'model/unsupported',
      `"${train.name}" has no ratings, so no item is rated high or low.`,
      'Adverts need data with ratings.',
    )
  }
  const rated = ratedItems(train).filter(({ count }) => count >= ENOUGH_RATINGS)
  const quarter = Math.floor(rated.length * QUARTER)
  const size = Math.min(POOL, Math.floor(quarter / 2))
  if (size === 0) {
    throw new TastemakerError(
      'data/under-powered',
      `"${train.name}" has ${rated.length} items with at least ${ENOUGH_RATINGS} training ratings; four advert pools need 8.`,
      'Use more data, or leave the adverts out.',
    )
  }
  const byCount = rated.sort((a, b) => b.count - a.count || a.item - b.item)
  const [popularHigh, popularLow] = extremes(byCount.slice(0, quarter), size)
  const [unpopularHigh, unpopularLow] = extremes(byCount.slice(-quarter), size)
  const ids = (items: readonly Rated[]): ItemId[] => items.map(({ item }) => train.items.ids[item]!)
  return {
    'popular-high': ids(popularHigh),
    'popular-low': ids(popularLow),
    'unpopular-high': ids(unpopularHigh),
    'unpopular-low': ids(unpopularLow),
  }
}

interface Rated {
  readonly item: number
  readonly count: number
  readonly mean: number
}

function ratedItems({ log, items }: Dataset): Rated[] {
  const counts = new Int32Array(items.size)
  const sums = new Float64Array(items.size)
  for (let row = 0; row < log.length; row++) {
    counts[log.item[row]!]!++
    sums[log.item[row]!]! += log.value[row]!
  }
  return Array.from(counts, (count, item) => ({ item, count, mean: sums[item]! / count }))
}

/** The highest-rated, best first, and the lowest-rated, worst first. */
function extremes(items: readonly Rated[], size: number): [high: Rated[], low: Rated[]] {
  const byMean = items.toSorted((a, b) => b.mean - a.mean || a.item - b.item)
  return [byMean.slice(0, size), byMean.slice(-size).reverse()]
}
