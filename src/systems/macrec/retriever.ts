import { bestOf, everyItem, type Surroundings, touchedBy } from '../../agents/index.ts'
import type { ItemId, ItemIndex, UserIndex } from '../../domain/index.ts'

/** How many items the retriever brings at least, for the manager to order. */
export const BROUGHT = 20

/**
 * Orders items by the utility: best first, equal ones by popularity, then by id.
 *
 * @param user whose utility; without one everybody is alike
 * @example orderByUtility(around, user, items)
 */
export const orderByUtility = (
  around: Surroundings,
  user: UserIndex | undefined,
  items: readonly ItemIndex[],
): readonly ItemIndex[] => bestOf(around, user, items, items.length)

/**
 * The retriever: the items of the catalogue that the utility puts first, those left out that the person has met.
 *
 * The specialist that forks of the released code added. Since the manager only orders what it brings, no item can be invented.
 *
 * @example retrieve(around, user, 20)
 */
export const retrieve = (around: Surroundings, user: UserIndex, k: number): readonly ItemIndex[] =>
  bestOf(around, user, everyItem(around.columns.items.length), k, touchedBy(around, user))

/** Ids of items. @example idsOf(around, [itemIndex(3)]) */
export const idsOf = ({ past }: Surroundings, items: readonly ItemIndex[]): readonly ItemId[] =>
  items.map((item) => past.data.items.ids[item]!)
