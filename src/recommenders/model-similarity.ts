import type { Fitted, ItemIndex } from '../domain/index.ts'
import type { ItemSimilarity } from '../models/index.ts'

/**
 * How alike two items are by what a fitted model calls similar.
 *
 * @param fitted its `similar` is asked once an item, when first needed, and remembered
 * @param neighbours how many of its nearest items an item is like at all
 * @returns a similarity from 0 to 1: the model's own, as a share of that of the nearest item, whichever side names the other
 * @example mmr(data, modelSimilarity(fitted))
 */
export function modelSimilarity(fitted: Pick<Fitted, 'similar'>, neighbours = 100): ItemSimilarity {
  const known = new Map<ItemIndex, ReadonlyMap<ItemIndex, number>>()
  const near = (item: ItemIndex): ReadonlyMap<ItemIndex, number> => {
    const before = known.get(item)
    if (before) return before
    const list = fitted.similar(item, neighbours)
    const most = list[0]?.score ?? 0
    const shares = new Map(list.flatMap(({ item: other, score }) => (score > 0 ? [[other, score / most]] : [])))
    known.set(item, shares)
    return shares
  }
  return (one, other) => (one === other ? 1 : Math.max(near(one).get(other) ?? 0, near(other).get(one) ?? 0))
}
