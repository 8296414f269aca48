import { datasetFromRows } from '../../data/dataset.ts'
import { itemId, userId } from '../../domain/index.ts'
import { type ListWorld, listWorld } from './list-world.ts'

/** An id whose alphabetical order is the order of numbers. */
const padded = (index: number): string => String(index).padStart(4, '0')

/**
 * A small training part by indices, for tests.
 *
 * @param parts.events who met what
 * @param parts.items number of items, where some are met by nobody
 * @param parts.kinds categories by item index
 * @example toyWorld({ events: [[0, 0], [1, 0]], items: 3 }).usersOf // [2, 0, 0]
 */
export function toyWorld(parts: {
  readonly events: readonly (readonly [user: number, item: number])[]
  readonly items?: number
  readonly kinds?: readonly (readonly string[])[]
}): ListWorld {
  const { events, kinds = [] } = parts
  const items = Math.max(parts.items ?? 0, kinds.length)
  const rows = events.map(([user, item], at) => ({
    user: userId(padded(user)),
    item: itemId(padded(item)),
    value: 1,
    at,
  }))
  const catalogue = Array.from({ length: items }, (_, item) => ({
    id: itemId(padded(item)),
    title: padded(item),
    categories: kinds[item] ?? [],
    attributes: {},
  }))
  const users = Math.max(-1, ...events.map(([user]) => user)) + 1
  const people = Array.from({ length: users }, (_, user) => ({ id: userId(padded(user)) }))
  return listWorld(datasetFromRows(rows, { name: 'toy', licence: 'none', catalogue, people }))
}

/** A world of nothing, for metrics that do not ask it. @example ndcg.of(list, 10, nowhere) */
export const nowhere: ListWorld = toyWorld({ events: [] })
