import type { Item, ItemId, SimulatedUser } from '../../domain/index.ts'

/** The rules of a feed. */
export interface FeedOptions {
  readonly pageSize: number
  readonly maxPages: number
  /** When visits begin, simulated time in milliseconds. */
  readonly startAt: number
  /** Name under which the events are kept: `viewer`, or that of a control. */
  readonly as: string
  readonly item: (id: ItemId) => Item
  /** Items this person may not be shown, beside those the recommender was trained on. */
  readonly mask?: (user: SimulatedUser) => ReadonlySet<ItemId>
}
