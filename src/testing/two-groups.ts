import { datasetFromRows, type Row } from '../data/dataset.ts'
import type { Dataset, Item } from '../domain/index.ts'
import { itemId, userId } from '../domain/index.ts'

/** The groups of `twoGroups`: people and items whose id starts with one of these letters belong together. */
export const GROUPS = ['a', 'b'] as const

/** People in a group. */
const PEOPLE = 10
/** Items in a group. */
const ITEMS = 8

/**
 * A problem with an obvious answer: two groups of people, two groups of items, and nobody looks across.
 *
 * Groups `a` and `b` have 10 people (`a-user-0`, …) and 8 items (`a-item-0`, …) each. Everybody did all but two of their own
 * group's items, one after the other from a place of their own; the two left out are what they should be recommended.
 *
 * @param kind `ratings` adds a scale from 1 to 5: own items get 4 and 5, and two of the other group's items get 1
 * @example twoGroups().log.length // 120
 */
export function twoGroups(kind: 'events' | 'ratings' = 'events'): Dataset {
  const rows: Row[] = []
  const catalogue: Item[] = []
  for (const [g, group] of GROUPS.entries()) {
    for (let i = 0; i < ITEMS; i++) {
      catalogue.push({
        id: itemId(`${group}-item-${i}`),
        title: `Item ${i} of ${group}`,
        categories: [group],
        attributes: {},
      })
    }
    for (let u = 0; u < PEOPLE; u++) {
      const user = userId(`${group}-user-${u}`)
      const add = (letter: string, place: number, step: number, value: number) =>
        rows.push({ user, item: itemId(`${letter}-item-${place % ITEMS}`), value, at: 1e12 + 1000 * (u + step) })
      for (let step = 0; step < ITEMS - 2; step++) add(group, u + step, step, kind === 'ratings' ? 4 + (step % 2) : 1)
      const other = GROUPS[1 - g]!
      if (kind === 'ratings') for (const step of [0, 1]) add(other, 3 * u + step, ITEMS + step, 1)
    }
  }
  const scale = { min: 1, max: 5, step: 1 }
  return datasetFromRows(rows, {
    name: 'two-groups',
    licence: 'MIT',
    catalogue,
    ...(kind === 'ratings' ? { scale } : {}),
  })
}
