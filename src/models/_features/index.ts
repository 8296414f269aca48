/*
 * Items as readers see them: sparse tf-idf rows of words, categories and attributes, for models that serve what nobody has
 * touched. `table.ts` learns which features a catalogue has, `rows.ts` reads items by it, old and new.
 */
export { addRow, dotRow, type FeatureRows, featureRows, rowArrays, rowsIn, rowsWith } from './rows.ts'
export { featureSimilarity, type ItemSimilarity } from './similarity.ts'
export { featureTable, tableArrays, tableIn } from './table.ts'
