import type { ListWorld, RankedList } from './metric.ts'

/**
 * Counts how often each item of the train catalogue is in the first k of a list.
 *
 * @returns one count per catalogue item, in index order; items without a training event are not among them
 */
export function countExposure(lists: readonly RankedList[], k: number, { usersOf }: ListWorld): Float64Array {
  const times = new Float64Array(usersOf.length)
  for (const { ranked } of lists) {
    for (let i = 0; i < Math.min(k, ranked.length); i++) times[ranked[i]!]!++
  }
  return times.filter((_, item) => usersOf[item]! > 0)
}
