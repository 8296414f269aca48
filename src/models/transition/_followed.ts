import type { Interactions, ModelState } from '../../domain/index.ts'
import { int32 } from '../_arrays.ts'
import { type KeptNeighbours, neighbourKeeper } from '../_keep-neighbours.ts'
import { neighbourArrays, neighboursIn } from '../_neighbours.ts'
import { followers } from './_follow.ts'

/** What the options say about T. */
export interface FollowRule {
  readonly window: number
  readonly damping: number
  readonly targetDamping: number
  /** Followers kept an item. */
  readonly followers: number
}

/** T with its damping: the strongest followers of each item, and how often each pair was seen. @param counts people per item */
export function strongestFollowers(log: Interactions, counts: Int32Array, rule: FollowRule): KeptNeighbours {
  const items = counts.length
  const eachFollower = followers(log, items, rule.window)
  const target = Float64Array.from(counts, (count) => count ** -rule.targetDamping)
  const keeper = neighbourKeeper(roomFor(log, items, rule))
  const weights = new Float64Array(items)
  const times = new Int32Array(items)
  const met = new Int32Array(items)
  for (let item = 0; item < items; item++) {
    let size = 0
    eachFollower(item, (next, weight) => {
      if (times[next]!++ === 0) met[size++] = next
      weights[next]! += weight
    })
    const source = counts[item]! ** -rule.damping
    for (let m = 0; m < size; m++) {
      const next = met[m]!
      keeper.offer(item, next, weights[next]! * source * target[next]!, times[next])
      weights[next] = 0
      times[next] = 0
    }
  }
  return keeper.kept()
}

/** Followers that an item can have at most: no more than are kept, nor than its rows have around them. */
function roomFor({ item: itemOf }: Interactions, items: number, rule: FollowRule): Float64Array {
  const rows = new Float64Array(items)
  for (const item of itemOf) rows[item]!++
  return rows.map((count) => Math.min(rule.followers, items - 1, 2 * rule.window * count))
}

/** The names under which followers lie in a state. */
export function followedArrays(followed: KeptNeighbours): ModelState['arrays'] {
  return { ...neighbourArrays(followed), neighbourCounts: followed.counts }
}

/** The followers in a state. */
export function followedIn(state: ModelState): KeptNeighbours {
  return { ...neighboursIn(state), counts: int32(state, 'neighbourCounts') }
}
