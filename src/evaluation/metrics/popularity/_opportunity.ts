import type { ListWorld } from '../list-world.ts'
import type { AggregateMetric } from '../metric.ts'
import type { RankedList } from '../ranked-list.ts'

/** A number for head items, and one for tail items. */
type HeadAndTail = [head: number, tail: number]

/**
 * Begins the tally of how unlike the chances of head and tail items are to be recommended (Zhu, Wang and Caverlee 2020).
 *
 * @param addChances adds to the number of times that an item of each group could have been recommended
 * @param counting whether all recommendations count, or hits only
 */
export function byOpportunity(
  addChances: (list: RankedList, world: ListWorld, chances: HeadAndTail) => void,
  counting: 'all' | 'hits' = 'all',
): AggregateMetric['start'] {
  return (k, world) => {
    const taken: HeadAndTail = [0, 0]
    const chances: HeadAndTail = [0, 0]
    return {
      add(list) {
        const { ranked, gains } = list
        for (let i = 0; i < Math.min(k, ranked.length); i++) {
          if (counting === 'all' || gains[i]! > 0) taken[Number(world.popularityPlace[ranked[i]!]! >= world.head)]!++
        }
        addChances(list, world, chances)
      },
      value: () => relativeSpread(taken[0] / chances[0], taken[1] / chances[1]),
    }
  }
}

/** Standard deviation of two numbers, divided by their mean; null where that is undefined. */
export function relativeSpread(a: number, b: number): number | null {
  const spread = Math.abs(a - b) / (a + b)
  return Number.isNaN(spread) ? null : spread
}
