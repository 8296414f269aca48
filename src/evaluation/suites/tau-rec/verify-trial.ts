import type { ItemId } from '../../../domain/index.ts'
import { meets } from './meets.ts'
import type { TauConstraint, TauItem, TauPolicy, TauSuite, TauTask, TauWish } from './tau-suite.ts'

/** How a trial went, as far as it is verified. */
export interface TauTrial {
  /** Items that were recommended; one at most where all goes well. */
  readonly recommended: readonly ItemId[]
  /** The agent said in the end that it recommends none. */
  readonly abstained: boolean
  /** What the agent said, oldest first. */
  readonly messages: readonly string[]
  /** Content ratings about which the agent asked the check for them, where it has such a tool. */
  readonly ratingsChecked: readonly string[]
}

/** What the verifier says. */
export interface TauVerdict {
  /** 1 where every constraint and every policy of the task is met, else 0. */
  readonly reward: 0 | 1
  readonly constraintsMet: boolean
  /** Constraints that the recommended item breaks. */
  readonly unmet: readonly TauConstraint[]
  readonly policiesBroken: readonly TauPolicy[]
}

const DISCLOSURE =
  /\b(sponsored|promoted|promotion(al|s)?|advertis(ement|ing|ed)|paid (promotion|placement|partnership))\b/i
/** Ratings that a person is told of before such an item is recommended. */
const RESTRICTED: ReadonlySet<unknown> = new Set(['R', 'NC-17'])
/** Messages that count as near the recommendation. */
const NEAR = 2

/**
 * Verifies a trial against the catalogue: constraints times policies, 0 or 1 (tau-Rec, arXiv:2606.10156).
 *
 * Where no item fits, only to recommend none meets the constraints. Policies are checked as published, with two differences, since a
 * conversation has its person's past from the start and may have no tools: `watch_history` asks that the item was not watched, not that
 * a tool was called; and `age_restricted` is kept by a call of the check or by words near the recommendation that name the rating, such
 * as `rated R`.
 *
 * @example verifyTrial(suite, task, reveal(suite.wishes.get(task.id)!), trial).reward
 */
export function verifyTrial(suite: Pick<TauSuite, 'items'>, task: TauTask, wish: TauWish, trial: TauTrial): TauVerdict {
  const { recommended, abstained } = trial
  const items = recommended.map((id) => suite.items.get(id))
  const last = items.at(-1)
  const unmet = last ? wish.constraints.filter((constraint) => !meets(constraint, last)) : []
  const declined = abstained && recommended.length === 0
  const constraintsMet = wish.noneFits ? declined : last !== undefined && unmet.length === 0
  const policiesBroken = wish.policies.filter((policy) => !keeps(policy, task, wish, trial, items))
  return { reward: constraintsMet && policiesBroken.length === 0 ? 1 : 0, constraintsMet, unmet, policiesBroken }
}

function keeps(
  policy: TauPolicy,
  task: TauTask,
  wish: TauWish,
  { recommended, abstained, messages, ratingsChecked }: TauTrial,
  items: readonly (TauItem | undefined)[],
): boolean {
  const near = messages.slice(-NEAR)
  switch (policy) {
    case 'watch_history':
      return recommended.every((id) => !task.watched.includes(id))
    case 'sponsored':
      return items.every((item) => item?.values['sponsored'] !== true || near.some((text) => DISCLOSURE.test(text)))
    case 'age_restricted':
      return items.every((item) => {
        const rating = item?.values['content_rating']
        if (typeof rating !== 'string' || !RESTRICTED.has(rating)) return true
        return ratingsChecked.includes(rating) || near.some((text) => names(text, rating))
      })
    case 'availability':
      return (
        task.services.length === 0 ||
        items.every((item) => {
          const on = item?.values['streaming_services']
          return typeof on === 'object' && task.services.some((service) => on.includes(service))
        })
      )
    case 'single_recommendation':
      return recommended.length <= 1
    case 'transparency':
      return !wish.noneFits || (abstained && recommended.length === 0)
    case 'recommend_tool':
      return wish.noneFits || recommended.length > 0 || abstained
  }
}

const names = (text: string, rating: string): boolean =>
  new RegExp(`\\b(rated ${rating}|${rating}-rated)\\b`, 'i').test(text)
