import type { ItemId, UserId } from '../domain/index.ts'

/** One thing that a simulated person chose. It never mixes with the log: whatever trains on it says so. */
export interface CollectedChoice {
  readonly user: UserId
  readonly item: ItemId
  /** Simulated time in milliseconds. */
  readonly at: number
  /** Stars, where the person gave some. */
  readonly value?: number
}
