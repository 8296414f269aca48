import type { Scale } from '../../domain/index.ts'
import type { Duplicates } from '../duplicates.ts'
import type { ColumnMapping } from './column-mapping.ts'

/** How a table is to be read; everything left out is guessed, and the guess is told in the notes. */
export interface TableOptions {
  readonly columns?: ColumnMapping
  /** Default `last` for ratings, `keep-all` for events. */
  readonly duplicates?: Duplicates
  /** Declares the values to be ratings on this scale. */
  readonly scale?: Scale
  /** How many bad rows are left out and counted before the reading ends with an error. Default 0: the first one ends it. */
  readonly maxErrors?: number
  /** Megabytes that DuckDB may take for a Parquet file; text is read in blocks. Default 512. */
  readonly memory?: number
}
