/*
 * Any table of interactions: one row says that a person did something with an item.
 *
 * A file is read once, front to back, as bytes. Ids are numbered as they come and stay bytes until the end, so they keep
 * their leading zeros; a bad number is reported with its row instead of becoming NaN; nothing but numbers is kept of a
 * row, so the file may be larger than memory.
 */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { TastemakerError } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import type { DatasetWithColumns } from '../source-columns.ts'
import { eventColumns } from './_event-columns.ts'
import { readEvents } from './_read-events.ts'
import { type CompleteMapping, mapColumns } from './column-mapping.ts'
import type { TableOptions } from './table-options.ts'

/**
 * Reads interactions from a CSV, TSV, JSON, JSON Lines or Parquet file, as it is or compressed (`.gz`, `.zst`).
 *
 * @param path of the file
 * @returns ids exactly as given, times in milliseconds UTC, and notes on everything that was guessed, merged or left out
 * @throws {TastemakerError} `io/missing`, `format/unreadable`, `format/column`, `format/value`, `format/rating-range`,
 *   `format/duplicate`, `format/too-many-errors`, `config/option` or `data/empty`, with the row and the value
 * @example await readTable('plays.csv', { columns: { user: 'listener', item: 'track' } })
 */
export async function readTable(path: string, options: TableOptions = {}): Promise<DatasetWithColumns> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) {
    throw new TastemakerError('io/missing', `There is no file ${path}.`, 'Check the spelling and the folder.')
  }
  let mapping: CompleteMapping | undefined
  const events = await readEvents(
    {
      paths: [path],
      values: 'guess',
      plan(columns) {
        mapping = mapColumns(columns, options.columns ?? {}, path)
        return eventColumns(mapping)
      },
    },
    options,
  )
  const parts = Object.entries(mapping!).map(([part, column]) => `${part}=${column}`)
  return datasetFromColumns(events.rows, {
    name: basename(path),
    licence: 'unknown (your file)',
    ...(events.scale ? { scale: events.scale } : {}),
    catalogue: events.cards,
    notes: [`columns: ${parts.join(', ')}`, ...events.notes],
    duplicates: events.duplicates,
  })
}
