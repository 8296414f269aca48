import {
  type FitRun,
  type Fitted,
  TastemakerError,
  type UserIndex,
  type UserView,
  type UtilityModel,
  userIndex,
} from '../../domain/index.ts'
import { fitInterest, type Interest, interestOf, type TasteParts } from './interest.ts'

/** A fitted taste of everybody in a data set: what they would choose, and how they would rate it. */
export interface TasteModel {
  readonly interest: Interest
  readonly stars: Fitted
  /** Standard deviation of rating errors on events the model had not seen, in the data's scale. */
  readonly spread: number
}

/** One person's taste over all items. */
export interface UserTaste {
  /** Probability that the person finds an item (by index) worth choosing. */
  interest(item: number): number
  /** Expected rating of an item, in the data's scale. */
  stars(item: number): number
  /** Standard deviation of the person's rating around the expectation, in the data's scale. */
  readonly spread: number
}

/**
 * Fits the taste of everybody on what they did in train and in private; held-out events take no part.
 *
 * @param models `interest` ranks items, `stars` has `rate`
 * @example await fitTaste(parts, { interest: ials(), stars: biasedMf() }, run)
 */
export async function fitTaste(
  parts: TasteParts,
  models: { readonly interest: UtilityModel; readonly stars: UtilityModel },
  run: FitRun,
): Promise<TasteModel> {
  const rating: FitRun = { ...run, random: run.random.split('stars') }
  return {
    interest: await fitInterest(parts, models.interest, run),
    spread: spreadOf(parts, await models.stars.fit(parts.train, rating)),
    stars: await models.stars.fit(parts.known, rating),
  }
}

/** One person's taste from the fitted models. @example userTaste(model, userIndex(0)).interest(12) */
export function userTaste(model: TasteModel, user: UserIndex): UserTaste {
  const rater = model.stars.user(user)
  return {
    interest: interestOf(model.interest, user),
    spread: model.spread,
    stars: (item) => rateOf(model.stars, rater, item),
  }
}

/** Root mean squared error of the early fit on the private ratings. */
function spreadOf({ private: held }: TasteParts, early: Fitted): number {
  let square = 0
  for (let user = 0; user < held.log.offsets.length - 1; user++) {
    const rater = early.user(userIndex(user))
    for (let row = held.log.offsets[user]!; row < held.log.offsets[user + 1]!; row++) {
      square += (held.log.value[row]! - rateOf(early, rater, held.log.item[row]!)) ** 2
    }
  }
  return Math.sqrt(square / Math.max(1, held.log.length))
}

function rateOf(fitted: Fitted, rater: UserView, item: number): number {
  if (!fitted.rate) {
    throw new TastemakerError(
      'model/unsupported',
      `${fitted.name} predicts no ratings.`,
      'Use a rating model such as biased-mf.',
    )
  }
  return fitted.rate(rater, item as Parameters<NonNullable<Fitted['rate']>>[1])
}
