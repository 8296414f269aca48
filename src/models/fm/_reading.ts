import type { Item } from '../../domain/index.ts'
import { type FeatureRows, featureRows } from '../_features/index.ts'
import type { FeatureTable } from '../_features/table.ts'

/** Categories and attributes as a whole count the same; words are not read. */
const KINDS = { word: 0, category: 1, attribute: 1 }

/** Items without their words: titles say little of taste and have many features. */
export function withoutWords(catalogue: readonly Item[]): readonly Item[] {
  return catalogue.map(({ text: _, ...item }) => ({ ...item, title: '' }))
}

/** What items have of the features that a table knows. */
export function readItems(table: FeatureTable, items: readonly Item[]): FeatureRows {
  return featureRows(table, withoutWords(items), KINDS)
}
