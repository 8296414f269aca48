import type { ItemIndex, UserIndex } from '../../domain/index.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * The first k of some items by what a person is expected to like; ties by popularity, then by id, so that the order in which they
 * came has no say.
 *
 * Keeps k items in order and looks at each other once: of a large catalogue nearly all fall at the first comparison.
 *
 * @param without items that are left out
 * @example bestOf(around, user, everyItem(size), 10, touched)
 */
export function bestOf(
  around: Surroundings,
  user: UserIndex | undefined,
  items: ArrayLike<number>,
  k: number,
  without: ReadonlySet<number> = new Set(),
): readonly ItemIndex[] {
  const scores = around.preference(user)([])
  const { popularity } = around
  const isBefore = (one: ItemIndex, other: ItemIndex): boolean => {
    const more = scores[one]! - scores[other]! || popularity[one]! - popularity[other]!
    return more > 0 || (more === 0 && one < other)
  }
  if (k >= items.length) {
    const all = Array.from(items, (item) => item as ItemIndex).filter((item) => !without.has(item))
    return all.sort((one, other) => (isBefore(one, other) ? -1 : 1))
  }
  const best: ItemIndex[] = []
  for (let place = 0; place < items.length; place++) {
    const item = items[place]! as ItemIndex
    if ((best.length === k && !isBefore(item, best[k - 1]!)) || without.has(item)) continue
    let low = 0
    let high = best.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore(item, best[middle]!)) high = middle
      else low = middle + 1
    }
    best.splice(low, 0, item)
    if (best.length > k) best.pop()
  }
  return best
}

/** All that a person touched in the past. @example touchedBy(around, user).has(itemIndex(3)) */
export function touchedBy({ past }: Pick<Surroundings, 'past'>, user: UserIndex): ReadonlySet<number> {
  const { from, to } = past.rowsOf(user)
  return new Set(past.data.log.item.subarray(from, to))
}
