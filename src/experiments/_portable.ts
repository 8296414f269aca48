import { vocabulary } from '../data/index.ts'
import type { Dataset, Item, ItemId, ItemIndex, UserId, UserIndex } from '../domain/index.ts'

/** A data set that can be sent to a worker thread: vocabularies as id lists, columns on shared buffers. */
export type PortableDataset = Omit<Dataset, 'users' | 'items'> & {
  readonly userIds: readonly UserId[]
  readonly itemIds: readonly ItemId[]
}

/** Packs a data set for a worker thread. @example unpackDataset(packDataset(data)).hash === data.hash */
export function packDataset({ users, items, ...rest }: Dataset): PortableDataset {
  return { ...rest, userIds: users.ids, itemIds: items.ids }
}

/** Unpacks what `packDataset` packed. @example unpackDataset(packed).items.size */
export function unpackDataset({ userIds, itemIds, ...rest }: PortableDataset): Dataset {
  return {
    ...rest,
    users: vocabulary<UserId, UserIndex>(userIds),
    items: vocabulary<ItemId, ItemIndex>(itemIds),
  }
}

/** Finds an item's card by id. @example itemOf(data)(itemId('50')).title */
export function itemOf(data: Dataset): (id: ItemId) => Item {
  return (id) => data.catalogue[data.items.index(id)!]!
}
