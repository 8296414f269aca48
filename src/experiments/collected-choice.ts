import type { ItemId, UserId } from '../domain/index.ts'

/** One thing that a simulated person chose. It says of itself that no real person did, and never mixes with the log. */
export interface CollectedChoice {
  readonly origin: 'simulated'
  readonly user: UserId
  readonly item: ItemId
  /** Simulated time in milliseconds. */
  readonly at: number
  /** Stars, where the person gave some. */
  readonly value?: number
}
