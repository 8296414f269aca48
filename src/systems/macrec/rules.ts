import type { Past } from '../../agents/index.ts'
import type { ItemIndex, UserIndex } from '../../domain/index.ts'

/** What the analysts say by rules: how far a person and an item lie from the mean, in stars. */
export interface Offsets {
  /** Mean of all ratings of the past; NaN where there are none. */
  readonly mean: number
  /** By user index; 0 for somebody without a past. */
  readonly user: Float64Array
  /** By item index; 0 for an item that nobody rated. */
  readonly item: Float64Array
}

/** Stars by which no offset moves any more. */
const AT_REST = 1e-5
/** Sweeps before the shrinkage is told from the variances, and after. */
const FIRST_SWEEPS = 10
const MOST_SWEEPS = 15

const known = new WeakMap<Past, Offsets>()

/**
 * The offsets of everybody and everything, fitted together: rating = mean + user's offset + item's offset (the baseline predictor of
 * Koren 2008, equation 1), by turns until they rest.
 *
 * Each offset is a shrunk mean: a sum over n + λ. How much to shrink is no option, for the data tells: λ is the variance that is left
 * over, divided by the variance of the offsets themselves (empirical Bayes). Where ratings are the sum of two biases nothing is left
 * over, λ is 0 and the biases come out as they are.
 *
 * @example const { mean, user, item } = additiveOffsets(past)
 */
export function additiveOffsets(past: Past): Offsets {
  const made = known.get(past) ?? fitOffsets(past)
  known.set(past, made)
  return made
}

function fitOffsets(past: Past): Offsets {
  const { users, items, log } = past.data
  const ranges = Array.from({ length: users.size }, (_, user) => past.rowsOf(user as UserIndex))
  const rows = new Int32Array(ranges.reduce((sum, { from, to }) => sum + to - from, 0))
  let filled = 0
  for (const { from, to } of ranges) for (let row = from; row < to; row++) rows[filled++] = row
  const mean = rows.reduce((sum, row) => sum + log.value[row]!, 0) / rows.length
  const user = new Float64Array(users.size)
  const item = new Float64Array(items.size)
  const perUser = countsOf(log.user, rows, users.size)
  const perItem = countsOf(log.item, rows, items.size)

  const people: Side = { offsets: user, of: log.user, counts: perUser }
  const things: Side = { offsets: item, of: log.item, counts: perItem }

  /** Sets the offsets of one side to what the other leaves over. @returns the largest change */
  function settle({ offsets, of, counts }: Side, other: Side, lambda: number): number {
    const sums = new Float64Array(offsets.length)
    for (const row of rows) sums[of[row]!]! += log.value[row]! - mean - other.offsets[other.of[row]!]!
    let change = 0
    for (const [place, sum] of sums.entries()) {
      const offset = counts[place]! === 0 ? 0 : sum / (counts[place]! + lambda)
      change = Math.max(change, Math.abs(offset - offsets[place]!))
      offsets[place] = offset
    }
    return change
  }
  function settleBoth(sweeps: number, userLambda: number, itemLambda: number): void {
    for (let sweep = 0; sweep < sweeps; sweep++) {
      const change = settle(people, things, userLambda) + settle(things, people, itemLambda)
      if (change < AT_REST) return
    }
  }

  settleBoth(FIRST_SWEEPS, 0, 0)
  const free = rows.length - perUser.filter((n) => n > 0).length - perItem.filter((n) => n > 0).length + 1
  const left = (row: number): number => log.value[row]! - mean - user[log.user[row]!]! - item[log.item[row]!]!
  const noise = free > 0 ? rows.reduce((sum, row) => sum + left(row) ** 2, 0) / free : 0
  settleBoth(MOST_SWEEPS, shrinkage(people, noise), shrinkage(things, noise))
  return { mean, user, item }
}

/** People or items: their offsets, whose each row is, and how many rows each has. */
interface Side {
  readonly offsets: Float64Array
  readonly of: Int32Array
  readonly counts: Float64Array
}

const countsOf = (of: Int32Array, rows: Int32Array, size: number): Float64Array => {
  const counts = new Float64Array(size)
  for (const row of rows) counts[of[row]!]!++
  return counts
}

/** λ: noise over the variance of the true offsets, which is that of the fitted ones without their own noise. Infinite where none is left. */
function shrinkage({ offsets, counts }: Side, noise: number): number {
  if (noise === 0) return 0
  const places = [...offsets.keys()].filter((place) => counts[place]! > 0)
  const variance = places.reduce((sum, place) => sum + offsets[place]! ** 2 - noise / counts[place]!, 0) / places.length
  return variance > 0 ? noise / variance : Number.POSITIVE_INFINITY
}

/**
 * The stars that the analysts' numbers add up to, within the scale; NaN where nobody rated anything before.
 *
 * @param asked which analysts were asked
 * @example ratingByRules(past, user, item, { user: true, item: true })
 */
export function ratingByRules(
  past: Past,
  user: UserIndex,
  item: ItemIndex,
  asked: { readonly user: boolean; readonly item: boolean },
): number {
  const offsets = additiveOffsets(past)
  const stars = offsets.mean + (asked.user ? offsets.user[user]! : 0) + (asked.item ? offsets.item[item]! : 0)
  const { min, max } = past.data.scale ?? { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }
  return Math.min(max, Math.max(min, stars))
}
