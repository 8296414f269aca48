import type { Item, ItemId, SimulatedUser } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'

/** The rules of a feed. */
export interface FeedOptions {
  readonly pageSize: number
  readonly maxPages: number
  /** When visits begin, simulated time in milliseconds. */
  readonly startAt: number
  /** Name under which the events are kept: `viewer`, or that of a control. */
  readonly as: string
  readonly item: (id: ItemId) => Item
  /** Items this person may not be shown, beside those the recommender leaves out by itself. */
  readonly mask?: (user: SimulatedUser) => ReadonlySet<ItemId>
  /** The first place of every page is sold; nothing is sold unless given. */
  readonly adverts?: {
    /** Items that are advertised; a person is shown none that they know. */
    readonly pool: readonly ItemId[]
    /** Whether an advert has words; without them nobody can tell that it is one. */
    readonly text: boolean
    /** Which item of the pool a person meets on which page. */
    readonly random: RandomStream
  }
}
