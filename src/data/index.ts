export { type DataCard, dataCard, type Quantiles } from './card.ts'
export { historyOf, interactions, itemCounts, joinLogs, type RowColumns, selectRows } from './columns.ts'
export {
  type CodedRows,
  type DatasetFacts,
  datasetFromColumns,
  datasetFromRows,
  type Row,
  withLog,
} from './dataset.ts'
export type { Duplicates } from './duplicates.ts'
export { type Event, eventSchema } from './export/event.ts'
export {
  type ExportedFile,
  type ExportFormat,
  type ExportFormatName,
  type ExportOptions,
  type ExportResult,
  exportDataset,
  exportFormats,
} from './export/index.ts'
export {
  type GeneratedOptions,
  type GeneratedPopulation,
  generatedOptionsSchema,
  generatedPopulation,
} from './generated.ts'
export { type LoadOptions, loadDataset } from './load.ts'
export { type PrepareOptions, prepare, prepareOptions } from './prepare/prepare.ts'
export { inventedReviews, readReviews, type TitledReview } from './reviews/index.ts'
export {
  type ColumnType,
  type DatasetWithColumns,
  type SourceColumn,
  type SourceColumns,
  sourceColumns,
} from './source-columns.ts'
export { type ColumnMapping, columnMapping } from './sources/column-mapping.ts'
export { type EventLogFacts, readEventLog } from './sources/events.ts'
export { sources } from './sources/index.ts'
export { readMovieLens100k } from './sources/movielens-100k.ts'
export type { Source } from './sources/source.ts'
export { readTable } from './sources/table.ts'
export type { TableOptions } from './sources/table-options.ts'
export * from './splits/index.ts'
export { vocabulary } from './vocabulary.ts'
