import type { RunEvent } from '../../runs/index.ts'
import { meanOf, varianceOf } from './_moments.ts'

/** What one person did, in numbers that traits are known to go with. NaN where too little was done to tell. */
export interface ObservedBehaviour {
  readonly user: string
  /** Entropy, in nats, of the kinds of the first `EVEN` items begun: as many for everybody, so that doing more is not being open. */
  readonly kindEntropy: number
  /** How often something was said about an item. */
  readonly told: number
  /** Share of items begun that were seen through, which is what is rated. */
  readonly finished: number
  /** Share of ratings below the middle of the scale. */
  readonly negative: number
  /** How closely ratings follow the others' mean: minus the standard deviation of the difference, in points of the scale. */
  readonly conformity: number
}

/** What numbers of behaviour are read with. */
export interface ObservedWith {
  readonly scale: { readonly min: number; readonly max: number }
  /** The kinds an item belongs to, such as its genres. */
  readonly kindsOf: (item: string) => readonly string[]
  /** The others' mean rating of an item; NaN where there is none. */
  readonly meanRating: (item: string) => number
}

/** Items of which kinds are counted. */
export const EVEN = 10
/** With fewer ratings a share or a standard deviation says nothing. */
const ENOUGH_RATINGS = 4

/**
 * Sums up what each person did from the events of their visits, and from nothing else: no profile, no questionnaire.
 *
 * @param events of any number of visits; all visits of a person count together
 * @returns one record a person, in order of first appearance
 * @example observedBehaviour(events, { scale, kindsOf, meanRating })[0].finished
 */
export function observedBehaviour(events: Iterable<RunEvent>, read: ObservedWith): readonly ObservedBehaviour[] {
  const people = new Map<string, Draft>()
  for (const event of events) {
    const draft = people.get(event.user) ?? { begun: [], told: 0, ratings: [] }
    people.set(event.user, draft)
    if (event.type === 'item-watched') draft.begun.push(event.item)
    if (event.type === 'item-felt') draft.told++
    if (event.type === 'item-rated') draft.ratings.push({ item: event.item, stars: event.stars })
  }
  return Array.from(people, ([user, draft]) => ({ user, ...summed(draft, read) }))
}

interface Draft {
  readonly begun: string[]
  told: number
  readonly ratings: { readonly item: string; readonly stars: number }[]
}

function summed(
  { begun, told, ratings }: Draft,
  { scale, kindsOf, meanRating }: ObservedWith,
): Omit<ObservedBehaviour, 'user'> {
  const middle = (scale.min + scale.max) / 2
  const away = ratings.map(({ item, stars }) => stars - meanRating(item)).filter((value) => !Number.isNaN(value))
  const enough = ratings.length >= ENOUGH_RATINGS
  return {
    kindEntropy: begun.length >= EVEN ? entropyOf(kindShares(begun.slice(0, EVEN), kindsOf)) : Number.NaN,
    told,
    finished: begun.length > 0 ? ratings.length / begun.length : Number.NaN,
    negative: enough ? meanOf(ratings.map(({ stars }) => Number(stars < middle))) : Number.NaN,
    conformity: away.length >= ENOUGH_RATINGS ? 0 - Math.sqrt(varianceOf(away)) : Number.NaN,
  }
}

/** An item of several kinds counts in equal parts for each. */
function kindShares(items: readonly string[], kindsOf: (item: string) => readonly string[]): number[] {
  const weights = new Map<string, number>()
  for (const item of items) {
    const kinds = kindsOf(item)
    for (const kind of kinds) weights.set(kind, (weights.get(kind) ?? 0) + 1 / kinds.length)
  }
  const sum = [...weights.values()].reduce((all, weight) => all + weight, 0)
  return Array.from(weights.values(), (weight) => weight / sum)
}

/** Shannon's entropy in nats. @example entropyOf([0.5, 0.25, 0.25]) // 1.0397 */
export function entropyOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0)
}
