import { type Past, pastOf } from '../../agents/index.ts'
import {
  type Dataset,
  type ItemIndex,
  Label,
  TastemakerError,
  type UserId,
  type UserIndex,
} from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { type NegativesBy, negativesFor } from '../_negatives.ts'

/** One person whose last event is held out, as everybody may see them. */
export interface Case {
  /** The person's id: names the task, its random streams and its rows of the ledger. */
  readonly id: UserId
  readonly user: UserIndex
  /** What had happened before the event that is held out. */
  readonly past: Past
  /** The true item and the negatives, shuffled: what is shown as c1, c2, …. */
  readonly candidates: readonly ItemIndex[]
}

/** Cases with what is held out, which only the scoring opens. */
export interface Cases {
  readonly cases: readonly Case[]
  /** The held-out item, by case id. */
  readonly items: ReadonlyMap<string, Label<ItemIndex>>
  /** Its rating, or 1 for plain events, by case id. */
  readonly values: ReadonlyMap<string, Label<number>>
  /** People with enough events. */
  readonly eligible: number
  readonly notes: readonly string[]
}

/** What cases are made of. */
export interface CaseOptions {
  /** People drawn; all there are where fewer are eligible. */
  readonly n: number
  /** Items beside the true one. */
  readonly negatives: number
  /** `uniform` unless given. */
  readonly by?: NegativesBy
}

/** The held-out event, the one before it for validation, and one to know the person by. */
const LEAST_EVENTS = 3

/**
 * Holds out the last event of some people, and puts the item among others that they never touched (leave-last-out, one positive).
 *
 * The order of the candidates comes from the seed and the person alone: it does not tell which one is true. What the person did in
 * the second of the held-out event, and what anybody did after it, is hidden.
 *
 * @throws {TastemakerError} `config/range` for n or negatives below 1, or more negatives than there are; `data/empty` where
 *   nobody has three events
 * @example casesOf(data, { n: 50, negatives: 19 }, randomStream(1)).cases[0]?.candidates.length // 20
 */
export function casesOf(data: Dataset, options: CaseOptions, random: RandomStream): Cases {
  const { n, negatives, by = 'uniform' } = options
  requireWhole({ n, negatives })
  const { log } = data
  const eligible = data.users.ids.flatMap((_, user) => (isEligible(data, user) ? [user as UserIndex] : []))
  if (eligible.length === 0) {
    throw new TastemakerError(
      'data/empty',
      `Nobody in ${data.name} has ${LEAST_EVENTS} events, the last of them after the others.`,
      'One is held out, one validates, and one has to be left to know the person by.',
    )
  }
  const drawn = random
    .split('people')
    .shuffle([...eligible])
    .slice(0, n)
  const items = new Map<string, Label<ItemIndex>>()
  const values = new Map<string, Label<number>>()
  const cases = drawn
    .sort((a, b) => a - b)
    .map((user): Case => {
      const id = data.users.ids[user]!
      const row = log.offsets[user + 1]! - 1
      const past = pastOf(data, { row })
      const item = log.item[row]! as ItemIndex
      const own = random.split('candidates', id)
      const others = negativesFor(data, user, { negatives, by, counts: past.counts }, own)
      items.set(id, new Label(item))
      values.set(id, new Label(log.value[row]!))
      // Ascending first, so that the shuffle cannot know which one came from where.
      const candidates = own.split('order').shuffle([item, ...others].sort((a, b) => a - b))
      return { id, user, past, candidates }
    })
  return { cases, items, values, eligible: eligible.length, notes: notesOf(data, { n, eligible: eligible.length }) }
}

function isEligible({ log }: Dataset, user: number): boolean {
  const from = log.offsets[user]!
  const last = log.offsets[user + 1]! - 1
  // Rows in the second of the last one are hidden with it.
  return last - from + 1 >= LEAST_EVENTS && !(log.at[from]! >= log.at[last]!)
}

function notesOf({ log, name }: Dataset, { n, eligible }: { readonly n: number; readonly eligible: number }): string[] {
  const untimed = log.at.some(Number.isNaN)
  return [
    ...(eligible < n ? [`${n} people were asked for, and ${eligible} of ${name} have enough events.`] : []),
    ...(untimed ? ['Some events have no time: what others did may have come after the held-out event.'] : []),
  ]
}

function requireWhole(numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new TastemakerError(
      'config/range',
      `${name} must be a whole number from 1, got ${value}.`,
      'Try 19 negatives.',
    )
  }
}
