import type { Interactions } from '../../domain/index.ts'

/**
 * Walks over everything that came within the window after an item.
 *
 * Rows of one moment have no order (people rate in bursts, and the clock ticks in seconds), so each of them
 * follows the other, half as much.
 */
export function followers(log: Interactions, items: number, window: number): Followers {
  const starts = new Int32Array(items + 1)
  for (const item of log.item) starts[item + 1]!++
  for (let item = 0; item < items; item++) starts[item + 1]! += starts[item]!
  const next = starts.slice()
  const rows = new Int32Array(log.length)
  for (let row = 0; row < log.length; row++) rows[next[log.item[row]!]!++] = row
  const { offsets, user, item: itemOf, at } = log
  return (item, visit) => {
    for (let place = starts[item]!; place < starts[item + 1]!; place++) {
      const row = rows[place]!
      const person = user[row]!
      const from = Math.max(offsets[person]!, row - window)
      const to = Math.min(offsets[person + 1]! - 1, row + window)
      for (let other = from; other <= to; other++) {
        if (other === row || itemOf[other] === item) continue
        const tied = at[other] === at[row]
        if (other > row || tied) visit(itemOf[other]!, (tied ? 0.5 : 1) / Math.abs(other - row))
      }
    }
  }
}

/** Calls `visit` with each item that followed `item` and what the step weighs: 1 for the very next, 1/d at distance d. */
export type Followers = (item: number, visit: (next: number, weight: number) => void) => void
