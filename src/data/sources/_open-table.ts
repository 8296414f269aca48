import type { Encoding } from './_cells.ts'
import { openJson } from './_json-table.ts'
import { openParquet } from './_parquet-table.ts'
import { openSeparated } from './_separated-text.ts'
import type { TableSource } from './_table-source.ts'
import type { TextLayout } from './_text-layout.ts'

/** How a file is to be opened. */
export interface OpenOptions {
  readonly encoding: Encoding
  /** Megabytes for DuckDB. */
  readonly memory: number
  /** For separated text; what is left out is taken from the file. */
  readonly layout?: Partial<TextLayout>
}

/**
 * Opens a CSV, TSV, JSON, JSON Lines or Parquet file by its ending; another ending is taken for separated text.
 *
 * @returns null for a file without a single record or header
 */
export async function openTable(path: string, options: OpenOptions): Promise<TableSource | null> {
  const ending = path.toLowerCase().replace(/\.(gz|zst)$/, '')
  if (/\.parquet(\.\w+)?$/.test(ending)) return openParquet(path, options.memory)
  if (/\.(jsonl|ndjson|json)$/.test(ending)) return openJson(path, options.encoding)
  return openSeparated(path, options.encoding, options.layout ?? {})
}
