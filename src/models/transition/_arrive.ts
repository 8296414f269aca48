import type { Arrival, ModelState } from '../../domain/index.ts'
import { int32 } from '../_arrays.ts'
import { countsWith } from '../_arrivals.ts'
import { historiesIn, historyAt } from '../_histories.ts'
import { neighbourKeeper, offerKept } from '../_keep-neighbours.ts'
import { type FollowRule, followedArrays, followedIn } from './_followed.ts'

/**
 * The columns of a state with items that came after the fit.
 *
 * An arrival is taken to follow the last items of those who touched it, one step after the end of their history; nothing
 * is known to follow it yet. It enters the lists that it is strong enough for, and there the weakest leaves.
 */
export function arrivedFollowers(
  state: ModelState,
  arrivals: readonly Arrival[],
  rule: FollowRule,
): ModelState['arrays'] {
  const histories = historiesIn(state)
  const followed = followedIn(state)
  const fitted = followed.offsets.length - 1
  const counts = countsWith(int32(state, 'counts'), arrivals, histories.offsets.length - 1)
  const steps = arrivals.map(({ touchedBy }) => {
    const met = new Map<number, { weight: number; times: number }>()
    for (const person of touchedBy) {
      const last = historyAt(histories, person).items.slice(-rule.window).reverse()
      for (const [back, item] of last.entries()) {
        const step = met.get(item) ?? { weight: 0, times: 0 }
        met.set(item, { weight: step.weight + 1 / (back + 1), times: step.times + 1 })
      }
    }
    return met
  })
  const room = new Int32Array(fitted + arrivals.length)
  for (let item = 0; item < fitted; item++) {
    const more = steps.filter((met) => met.has(item)).length
    room[item] = Math.min(rule.followers, followed.offsets[item + 1]! - followed.offsets[item]! + more)
  }
  const keeper = neighbourKeeper(room)
  offerKept(keeper, followed)
  for (const [a, met] of steps.entries()) {
    const target = counts[fitted + a]! ** -rule.targetDamping
    for (const [item, { weight, times }] of met) {
      keeper.offer(item, fitted + a, weight * counts[item]! ** -rule.damping * target, times)
    }
  }
  return { counts, ...followedArrays(keeper.kept()) }
}
