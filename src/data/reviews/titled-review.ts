import type { ItemId, UserId } from '../../domain/index.ts'

/** What somebody wrote about an item, with the title they gave it. */
export interface TitledReview {
  readonly user: UserId
  readonly item: ItemId
  /** Milliseconds since 1970, UTC; NaN where unknown. */
  readonly at: number
  /** Left out where they gave none. */
  readonly title?: string
  readonly text: string
}
