import type { Dataset, ItemIndex } from '../../domain/index.ts'
import { featureRows } from './rows.ts'
import { featureTable } from './table.ts'

/** How alike two items are, from 0 to 1; 1 for an item and itself. */
export type ItemSimilarity = (one: ItemIndex, other: ItemIndex) => number

/**
 * How alike two items are by what can be read in them: words, categories and attributes count the same as a whole.
 *
 * @returns the cosine of the items' tf-idf rows, 0 for an item in which nothing can be read
 * @throws {TastemakerError} `format/value` naming the item and the attribute of a NaN or an infinite number
 * @example featureSimilarity(data)(data.items.index(itemId('1'))!, data.items.index(itemId('588'))!)
 */
export function featureSimilarity({ catalogue }: Pick<Dataset, 'catalogue'>): ItemSimilarity {
  const rows = featureRows(featureTable(catalogue, 2), catalogue, { word: 1, category: 1, attribute: 1 })
  const { offsets, features, weights } = rows
  return (one, other) => {
    if (one === other) return 1
    let sum = 0
    let i = offsets[one]!
    let j = offsets[other]!
    while (i < offsets[one + 1]! && j < offsets[other + 1]!) {
      const apart = features[i]! - features[j]!
      if (apart === 0) sum += weights[i]! * weights[j]!
      if (apart <= 0) i++
      if (apart >= 0) j++
    }
    return Math.min(1, sum)
  }
}
