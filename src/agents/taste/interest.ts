import {
  type Dataset,
  type FitRun,
  type Fitted,
  type UserIndex,
  type UtilityModel,
  userIndex,
} from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { type LogisticCurve, logisticCurve, logit } from './logistic-curve.ts'
import { standing } from './standing.ts'

/*
 * How likely a person is to find an item worth choosing.
 *
 * A fitted model orders the items a person does not know; an item's standing in that order becomes the probability of a yes
 * by a logistic curve fitted where the answer is known and not yet used: the model is fitted on `train`, the curve on
 * `private`, and the model then fitted once more on both. A standing means the same under both fits, and for people who rated much or little.
 * Held-out events take no part.
 */

/** The parts of the data a taste is fitted on. */
export interface TasteParts {
  readonly train: Dataset
  readonly private: Dataset
  /** Both together. */
  readonly known: Dataset
}

/** A fitted model and the curve from an item's standing to the probability of a yes. */
export interface Interest {
  readonly fitted: Fitted
  readonly curve: LogisticCurve
}

/** Fits interest by any model that ranks. @example await fitInterest(parts, ease(), run) */
export async function fitInterest(parts: TasteParts, model: UtilityModel, run: FitRun): Promise<Interest> {
  const again: FitRun = { ...run, random: run.random.split('interest') }
  const early = await model.fit(parts.train, again)
  const curve = logisticCurve(...answers(parts, early, run.random.split('answers')))
  return { fitted: await model.fit(parts.known, again), curve }
}

/** One person's interest in an item by index, strictly between 0 and 1. @example interestOf(interest, userIndex(0))(12) */
export function interestOf({ fitted, curve }: Interest, user: UserIndex): (item: number) => number {
  const view = fitted.user(user)
  const place = standing(fitted.score(view), view.history.items)
  return (item) => 1 / (1 + Math.exp(-(curve.intercept + curve.slope * logit(place(item)))))
}

/** For each private event its item's standing under the early fit (a yes), and that of one unknown item (a no). */
function answers(parts: TasteParts, fitted: Fitted, random: RandomStream): [x: number[], yes: boolean[]] {
  const x: number[] = []
  const yes: boolean[] = []
  const { log } = parts.private
  for (let user = 0; user < log.offsets.length - 1; user++) {
    const chosen = log.item.subarray(log.offsets[user]!, log.offsets[user + 1]!)
    const view = fitted.user(userIndex(user))
    const known = new Set([...view.history.items, ...chosen])
    const place = standing(fitted.score(view), view.history.items)
    if (view.history.items.length === 0 || known.size >= fitted.items) continue
    const draw = random.split(parts.train.users.ids[user]!)
    for (const item of chosen) {
      let other = draw.int(fitted.items)
      while (known.has(other)) other = draw.int(fitted.items)
      x.push(logit(place(item)), logit(place(other)))
      yes.push(true, false)
    }
  }
  return [x, yes]
}
