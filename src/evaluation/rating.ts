/*
 * How well ratings are foretold. Errors are averaged in two ways that answer two questions: over ratings (micro, the number
 * that papers report, in which people with many ratings weigh most) and over people (macro, each person's own error
 * counting once).
 */
import { type Dataset, TastemakerError, type UserId, type UserIndex } from '../domain/index.ts'

/** What foretells, and what it is held against. */
export interface RatingRequest {
  /** Expected ratings of some items for one person, one for each, in the unit of the data. */
  readonly rate: (user: UserIndex, items: Int32Array) => ArrayLike<number>
  /** Held-out ratings. */
  readonly test: Dataset
}

/** Root mean squared and mean absolute error, in the unit of the rating; null without ratings. */
export interface RatingError {
  readonly rmse: number | null
  readonly mae: number | null
}

/** Errors over all, and of each person. */
export interface RatingResult {
  /** Over ratings. */
  readonly micro: RatingError
  /** The mean of people's own errors. */
  readonly macro: RatingError
  readonly ratings: number
  /** Those with held-out ratings; `perPerson` is in this order. */
  readonly people: readonly UserId[]
  readonly perPerson: {
    readonly rmse: Float64Array
    readonly mae: Float64Array
    /** Held-out ratings of each. */
    readonly ratings: Int32Array
  }
}

/**
 * Measures expected ratings against held-out ones.
 *
 * @param request what foretells, and the held-out part
 * @returns errors over ratings, over people, and for each person with their number of ratings
 * @throws {TastemakerError} `metric/non-finite` for an expected rating that is NaN or infinite, `model/unsupported` for data
 * without ratings
 * @example evaluateRating({ rate: (user, items) => items.map(() => 3.5), test }).micro.rmse
 */
export function evaluateRating({ rate, test }: RatingRequest): RatingResult {
  requireRatings(test)
  const { offsets, item, value } = test.log
  const users = [...test.users.ids.keys()].filter((user) => offsets[user + 1]! > offsets[user]!) as UserIndex[]
  const rmse = new Float64Array(users.length)
  const mae = new Float64Array(users.length)
  const ratings = new Int32Array(users.length)
  let squares = 0
  let distances = 0
  for (const [place, user] of users.entries()) {
    const [from, to] = [offsets[user]!, offsets[user + 1]!]
    const expected = rate(user, item.subarray(from, to))
    let square = 0
    let distance = 0
    for (let row = from; row < to; row++) {
      const error = value[row]! - finite(expected[row - from], test, user, item[row]!)
      square += error * error
      distance += Math.abs(error)
    }
    ratings[place] = to - from
    rmse[place] = Math.sqrt(square / (to - from))
    mae[place] = distance / (to - from)
    squares += square
    distances += distance
  }
  const total = test.log.length
  return {
    micro: total > 0 ? { rmse: Math.sqrt(squares / total), mae: distances / total } : { rmse: null, mae: null },
    macro: { rmse: mean(rmse), mae: mean(mae) },
    ratings: total,
    people: users.map((user) => test.users.ids[user]!),
    perPerson: { rmse, mae, ratings },
  }
}

function mean(column: Float64Array): number | null {
  return column.length === 0 ? null : column.reduce((sum, one) => sum + one, 0) / column.length
}

function finite(expected: number | undefined, test: Dataset, user: UserIndex, item: number): number {
  if (expected !== undefined && Number.isFinite(expected)) return expected
  throw new TastemakerError(
    'metric/non-finite',
    `The expected rating of item "${test.items.ids[item]}" for user "${test.users.ids[user]}" is ${expected}.`,
    'A model must give every item a finite rating; look at its training data for empty rows.',
  )
}

function requireRatings({ name, scale }: Dataset): void {
  if (scale) return
  throw new TastemakerError(
    'model/unsupported',
    `Ratings cannot be evaluated on "${name}": it has plain events.`,
    'Evaluate its ranking instead.',
  )
}
