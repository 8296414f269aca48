import type { Dataset } from '../../../domain/index.ts'

/** With fewer rows of its kind a statistic of a person is left unknown. */
const FEWEST_ROWS = 5
/** A steeper slope than the profile format allows comes from items whose means hardly differ. */
const STEEPEST = 5

/** Events of each person by category, and the shares over everybody. */
export interface CategoryCounts {
  /** By user index; an event in an item of n categories counts 1/n in each. */
  readonly people: readonly ReadonlyMap<string, number>[]
  /** Share of each category over all events; empty where no item has categories. */
  readonly shares: Readonly<Record<string, number>>
}

/** Counts what people chose by category. @example categoryCounts(train).shares */
export function categoryCounts({ log, catalogue, users }: Dataset): CategoryCounts {
  const people = users.ids.map(() => new Map<string, number>())
  const all = new Map<string, number>()
  let events = 0
  for (let row = 0; row < log.length; row++) {
    const categories = catalogue[log.item[row]!]!.categories
    if (categories.length === 0) continue
    events++
    const own = people[log.user[row]!]!
    for (const category of categories) {
      own.set(category, (own.get(category) ?? 0) + 1 / categories.length)
      all.set(category, (all.get(category) ?? 0) + 1 / categories.length)
    }
  }
  const sorted = [...all].sort(([one], [other]) => (one < other ? -1 : 1))
  return { people, shares: Object.fromEntries(sorted.map(([category, count]) => [category, count / events])) }
}

/** Share of people with fewer events, ties counted half, by user index; NaN for people without events. */
export function activityQuantiles({ log }: Dataset): Float64Array {
  const counts = Array.from(
    { length: log.offsets.length - 1 },
    (_, user) => log.offsets[user + 1]! - log.offsets[user]!,
  )
  const sorted = counts.filter((count) => count > 0).sort((one, other) => one - other)
  const below = new Map<number, readonly [number, number]>()
  for (let at = 0; at < sorted.length; ) {
    let end = at
    while (end < sorted.length && sorted[end] === sorted[at]) end++
    below.set(sorted[at]!, [at, end])
    at = end
  }
  return Float64Array.from(counts, (count) => {
    const [fewer, upTo] = below.get(count) ?? [Number.NaN, Number.NaN]
    return (fewer + upTo) / 2 / sorted.length
  })
}

/**
 * Slope of each person's ratings on the mean rating that everybody else gave the same items.
 *
 * One's own rating is taken out of the mean: it would tie the two together wherever few have rated.
 *
 * @returns by user index; NaN without a rating scale, with fewer than five items that others rated, where the means do not differ,
 *   and for slopes beyond ±5
 * @example conformitySlopes(train)[0]
 */
export function conformitySlopes({ log, items, scale }: Dataset): Float64Array {
  const slopes = new Float64Array(log.offsets.length - 1).fill(Number.NaN)
  if (!scale) return slopes
  const sums = new Float64Array(items.size)
  const counts = new Int32Array(items.size)
  for (let row = 0; row < log.length; row++) {
    sums[log.item[row]!]! += log.value[row]!
    counts[log.item[row]!]!++
  }
  return slopes.map((_, user) => {
    const pairs: (readonly [number, number])[] = []
    for (let row = log.offsets[user]!; row < log.offsets[user + 1]!; row++) {
      const item = log.item[row]!
      const own = log.value[row]!
      if (counts[item]! > 1) pairs.push([(sums[item]! - own) / (counts[item]! - 1), own])
    }
    const slope = pairs.length < FEWEST_ROWS ? Number.NaN : slopeOf(pairs)
    return Math.abs(slope) <= STEEPEST ? slope : Number.NaN
  })
}

/** Least squares slope of y on x; NaN where x does not vary. */
function slopeOf(pairs: readonly (readonly [number, number])[]): number {
  const meanX = pairs.reduce((sum, [x]) => sum + x, 0) / pairs.length
  const meanY = pairs.reduce((sum, [, y]) => sum + y, 0) / pairs.length
  const spread = pairs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  const common = pairs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return spread > 1e-9 ? common / spread : Number.NaN
}

/**
 * One minus the mean standing of the prices a person paid among all prices paid: 1 always the cheapest, 0 always the dearest.
 *
 * It tells what was chosen, not why: a log has no prices of what was passed over.
 *
 * @returns by user index; NaN with fewer than five events in items with a price
 * @example priceSensitivities(train)[0]
 */
export function priceSensitivities({ log, catalogue }: Dataset): Float64Array {
  const paid = Array.from({ length: log.length }, (_, row) => catalogue[log.item[row]!]!.price ?? Number.NaN)
  const sorted = Float64Array.from(paid.filter((price) => Number.isFinite(price))).sort()
  const standing = (price: number): number =>
    (firstAbove(sorted, price, false) + firstAbove(sorted, price, true)) / 2 / sorted.length
  return Float64Array.from({ length: log.offsets.length - 1 }, (_, user) => {
    const own = paid.slice(log.offsets[user]!, log.offsets[user + 1]!).filter((price) => Number.isFinite(price))
    if (own.length < FEWEST_ROWS) return Number.NaN
    return 1 - own.reduce((sum, price) => sum + standing(price), 0) / own.length
  })
}

/** How many are below a value; with `orEqual` those equal to it too. */
function firstAbove(sorted: Float64Array, value: number, orEqual: boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value || (orEqual && sorted[middle] === value)) low = middle + 1
    else high = middle
  }
  return low
}
