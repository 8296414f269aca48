import { selectRows } from '../data/columns.ts'
import { datasetFromRows, withLog } from '../data/dataset.ts'
import { type Dataset, itemId, userId } from '../domain/index.ts'

/** People of the toy data. */
export const USERS = 6
/** Items of the toy data. */
export const ITEMS = 9
/** Categories of the toy data: item i has those whose bit is set in i. */
export const KINDS = ['drama', 'crime', 'war']

/** An event of the toy data: who, what, rating, and whether it is held out. */
export type Event = readonly [user: number, item: number, value: number, heldOut: boolean]

/** A training and a test part of toy data, for tests. @example partsOf([[0, 1, 5, false], [0, 2, 4, true]]).test.log.length // 1 */
export function partsOf(events: readonly Event[]): { train: Dataset; test: Dataset } {
  // The place is the time, so that rows can be found again after they were put in order.
  const rows = events.map(([user, item, value], at) => ({
    user: userId(`${user}`),
    item: itemId(`${item}`),
    value,
    at,
  }))
  const data = datasetFromRows(rows, {
    name: 'toy',
    licence: 'none',
    people: Array.from({ length: USERS }, (_, user) => ({ id: userId(`${user}`) })),
    catalogue: Array.from({ length: ITEMS }, (_, item) => ({
      id: itemId(`${item}`),
      title: `${item}`,
      categories: KINDS.filter((_, kind) => (item >> kind) % 2 === 1),
      attributes: {},
    })),
  })
  const part = (heldOut: boolean) =>
    withLog(
      data,
      selectRows(
        data.log,
        [...data.log.at.keys()].filter((row) => events[data.log.at[row]!]![3] === heldOut),
      ),
    )
  return { train: part(false), test: part(true) }
}
