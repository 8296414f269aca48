import type { Dataset } from '../domain/index.ts'

/** How a column is typed in the atomic files of RecBole: one token or number, or several with spaces between. */
export type ColumnType = 'token' | 'token_seq' | 'float' | 'float_seq'

/** One column of a source. */
export interface SourceColumn {
  /** As the source calls it. */
  readonly name: string
  readonly type: ColumnType
  /** Where its values are now: a field of an item, person or row, or the attribute of this name. */
  readonly holds: string
}

/** The columns of a source with their types, in the order given, so that a writer can give back what was read. */
export interface SourceColumns {
  readonly interactions: readonly SourceColumn[]
  readonly users: readonly SourceColumn[]
  readonly items: readonly SourceColumn[]
}

/** A data set that remembers the columns it came from. It stays one through splits: parts are copies with another log. */
export interface DatasetWithColumns extends Dataset {
  readonly columns?: SourceColumns
}

/**
 * The columns that a data set was read from; null where its source has no types.
 *
 * @example sourceColumns(await loadDataset('recbole:ml-1m', { home }))?.items[0] // { name: 'item_id', type: 'token', holds: 'id' }
 */
export function sourceColumns(data: DatasetWithColumns): SourceColumns | null {
  return data.columns ?? null
}
