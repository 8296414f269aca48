import { type Clock, systemClock } from '../clock.ts'
import { kFold } from '../data/splits/k-fold.ts'
import { type Dataset, type Fitted, itemIndex, TastemakerError, type UtilityModel } from '../domain/index.ts'
import { evaluateRating, type RatingError, type RatingResult } from '../evaluation/rating.ts'
import { randomStream } from '../random.ts'

/** What `evaluateRatings` is asked for. */
export interface RatingsRequest {
  /** One that expects ratings, such as `svdPp()`. */
  readonly model: UtilityModel
  readonly data: Dataset
  /** Parts of the data; each tests once. 5 unless given. */
  readonly folds?: number
  readonly seed?: number
  readonly threads?: number
  readonly clock?: Clock
  readonly onProgress?: (done: number, total: number) => void
}

/** One fold's errors, and how long it took. */
export interface RatingFold extends RatingResult {
  readonly fitSeconds: number
  /** Of looking people up and rating their held-out items. */
  readonly rateSeconds: number
}

/** A cross-validated model. */
export interface RatingsEvaluation {
  readonly model: string
  /** How the data was parted, for the line under a table. */
  readonly split: string
  readonly folds: readonly RatingFold[]
  /** The mean over folds. */
  readonly micro: RatingError
  /** The mean over folds. */
  readonly macro: RatingError
}

/**
 * Cross-validates the expected ratings of a model, with folds drawn at random over rows.
 *
 * A random row is easier to foretell than a person's next one: its neighbours in time are in training. Numbers of this kind
 * compare with published ones, and say little of how a model fares once served.
 *
 * @param request model, data and folds; the same seed gives every model the same folds
 * @returns the errors of every fold and their means
 * @throws {TastemakerError} `config/range` for fewer than 2 folds or more than there are rows, `model/unsupported` for a
 * model or data without ratings
 * @example (await evaluateRatings({ model: biasedMf(), data, folds: 5, seed: 1 })).micro.rmse
 */
export async function evaluateRatings(request: RatingsRequest): Promise<RatingsEvaluation> {
  const { model, data, folds: count = 5, seed = 1, threads = 1, clock = systemClock, onProgress } = request
  const random = randomStream(seed, 'evaluate-ratings')
  const folds: RatingFold[] = []
  for (const { train, test } of kFold(data, count, random.split('folds'))) {
    onProgress?.(folds.length, count)
    const started = clock.elapsed()
    const fitted = await model.fit(train, { random: random.split('fit', folds.length), threads })
    const ready = clock.elapsed()
    const result = evaluateRating({ rate: ratesOf(fitted), test })
    const seconds = { fitSeconds: (ready - started) / 1000, rateSeconds: (clock.elapsed() - ready) / 1000 }
    folds.push({ ...result, ...seconds })
  }
  onProgress?.(count, count)
  return {
    model: model.name,
    split: `${count} folds at random over ${data.log.length.toLocaleString('en-US')} ratings, seed ${seed}`,
    folds,
    micro: meanOf(folds.map((fold) => fold.micro)),
    macro: meanOf(folds.map((fold) => fold.macro)),
  }
}

/** The expected ratings of one person, who is looked up once. */
function ratesOf(fitted: Fitted): Parameters<typeof evaluateRating>[0]['rate'] {
  const { rate } = fitted
  if (rate) {
    return (user, items) => {
      const view = fitted.user(user)
      return Float64Array.from(items, (item) => rate(view, itemIndex(item)))
    }
  }
  throw new TastemakerError(
    'model/unsupported',
    `${fitted.name} expects no ratings: its scores have a unit of their own.`,
    'Use biased-mf or svd-pp, or evaluate the ranking.',
  )
}

function meanOf(errors: readonly RatingError[]): RatingError {
  const mean = (of: (error: RatingError) => number | null) => {
    const known = errors.map(of).filter((one) => one !== null)
    return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length
  }
  return { rmse: mean((error) => error.rmse), mae: mean((error) => error.mae) }
}
