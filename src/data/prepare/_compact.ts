import type { Dataset, Interactions } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'

/** A data set of some of the rows of another, with the people and items that these rows name and no others. */
export function withPeopleAndItemsOf(data: Dataset, log: Interactions, notes: readonly string[]): Dataset {
  const users = renumbered(log.user, data.users.size)
  const items = renumbered(log.item, data.items.size)
  const { name, licence, scale, impressions: _, ...rest } = data
  return datasetFromColumns(
    {
      userIds: Array.from(users.kept, (user) => rest.users.ids[user]!),
      itemIds: Array.from(items.kept, (item) => rest.items.ids[item]!),
      user: users.places,
      item: items.places,
      value: log.value,
      at: log.at,
      ...(log.context ? { context: log.context } : {}),
    },
    {
      name,
      licence,
      ...(scale ? { scale } : {}),
      catalogue: Array.from(items.kept, (item) => data.catalogue[item]!),
      people: Array.from(users.kept, (user) => data.people[user]!),
      notes: [...data.notes, ...notes],
    },
  )
}

/** @returns the indices that occur, ascending, and for each row the place of its index among them */
function renumbered(column: Int32Array, size: number): { readonly kept: Int32Array; readonly places: Int32Array } {
  const placeOf = new Int32Array(size).fill(-1)
  for (const index of column) placeOf[index] = 0
  const kept = Int32Array.from(placeOf.keys()).filter((index) => placeOf[index] === 0)
  for (const [place, index] of kept.entries()) placeOf[index] = place
  return { kept, places: column.map((index) => placeOf[index]!) }
}
