/** What categories some items have. */
export interface CategoryShares {
  /** Shares that sum to 1, by category; null where no item has a category. */
  readonly shares: Float64Array | null
  /** Items that have categories. */
  readonly counted: number
}

/**
 * The share of each category among some items; an item of several categories is divided among them (Steck 2018).
 *
 * @param items item indices; one that is listed twice counts twice, one without categories not at all
 * @param categories number of categories
 */
export function categoryShares(
  items: Int32Array,
  categories: number,
  categoriesOf: readonly Int32Array[],
): CategoryShares {
  const shares = new Float64Array(categories)
  let counted = 0
  for (let i = 0; i < items.length; i++) {
    const own = categoriesOf[items[i]!]!
    if (own.length > 0) counted++
    for (let c = 0; c < own.length; c++) shares[own[c]!]! += 1 / own.length
  }
  if (counted === 0) return { shares: null, counted }
  for (let category = 0; category < categories; category++) shares[category]! /= counted
  return { shares, counted }
}
