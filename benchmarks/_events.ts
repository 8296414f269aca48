import { randomStream } from '../src/random.ts'

/** Who touched what, as sparse rows: person `u` has the columns from `offsets[u]` to `offsets[u + 1]`, ascending, each once. */
export interface Events {
  readonly users: number
  readonly items: number
  readonly offsets: Int32Array
  readonly columns: Int32Array
}

/** Spread of how much people do: the mean is twice the median, as on MovieLens 20M. */
const ACTIVITY = 1.2
/** Ranks that the most popular items are short of one another: without it, everybody would have touched the first. */
const HEAD = 20

/**
 * Draws a made-up log of a given size: activity is lognormal, an item's chance falls with its rank (Zipf), and ranks are
 * scattered over the indices.
 *
 * @param wanted about how many events
 * @example drawEvents({ users: 138_000, items: 26_700, wanted: 20_000_000, seed: 7 })
 */
export function drawEvents(size: { users: number; items: number; wanted: number; seed: number }): Events {
  const { users, items, wanted, seed } = size
  const random = randomStream(seed, 'events')
  const place = random.shuffle(Int32Array.from({ length: items }, (_, rank) => rank))
  const table = tableOf(items)
  const activity = Float64Array.from({ length: users }, () => Math.exp(ACTIVITY * random.normal()))
  const share = wanted / activity.reduce((sum, value) => sum + value, 0)
  const counts = activity.map((value) => Math.min(items / 4, Math.max(1, Math.round(value * share))))
  const offsets = new Int32Array(users + 1)
  for (let user = 0; user < users; user++) offsets[user + 1] = offsets[user]! + counts[user]!
  const columns = new Int32Array(offsets[users]!)
  const touchedBy = new Int32Array(items).fill(-1)
  for (let user = 0; user < users; user++) {
    for (let at = offsets[user]!; at < offsets[user + 1]!; ) {
      const item = place[table[random.int(table.length)]!]!
      if (touchedBy[item] === user) continue
      touchedBy[item] = user
      columns[at++] = item
    }
    columns.subarray(offsets[user]!, offsets[user + 1]!).sort()
  }
  return { users, items, offsets, columns }
}

/** Ranks, each as often as it is likely; every rank at least once. */
function tableOf(items: number): Int32Array {
  const chance = Float64Array.from({ length: items }, (_, rank) => 1 / (rank + HEAD))
  const all = chance.reduce((sum, value) => sum + value, 0)
  const copies = chance.map((value) => Math.max(1, Math.round((value / all) * items * 16)))
  const table = new Int32Array(copies.reduce((sum, value) => sum + value, 0))
  let at = 0
  for (let rank = 0; rank < items; rank++) {
    table.fill(rank, at, at + copies[rank]!)
    at += copies[rank]!
  }
  return table
}
