/*
 * Any table of interactions: one row says that a person did something with an item.
 *
 * The file is read as text and stays text until each column was checked, so that ids keep their leading zeros and a bad
 * number is reported with its row instead of becoming NaN. DuckDB numbers the ids too; only numbers cross over into
 * typed arrays, which is what makes long logs cheap.
 */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Dataset, type ItemId, type Scale, TastemakerError, type UserId } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import { type Database, withDatabase } from './_duckdb.ts'
import { cardsOf } from './_table-cards.ts'
import { checkIds, type GivenTable } from './_table-checks.ts'
import { isForeignText, unreadable } from './_table-failure.ts'
import type { Encoding } from './_table-lines.ts'
import { openTable, type TableSource } from './_table-source.ts'
import { readTimes } from './_table-times.ts'
import { readValues } from './_table-values.ts'
import { type ColumnMapping, type CompleteMapping, mapColumns } from './column-mapping.ts'
import { type Duplicates, mergeDuplicates } from './duplicates.ts'

/** How a table is to be read; everything left out is guessed, and the guess is told in the notes. */
export interface TableOptions {
  readonly columns?: ColumnMapping
  /** Default `last` for ratings, `keep-all` for events. */
  readonly duplicates?: Duplicates
  /** Declares the values to be ratings on this scale. */
  readonly scale?: Scale
}

/**
 * Reads interactions from a CSV, TSV, JSON, JSON Lines or Parquet file, as it is or compressed (`.gz`, `.zst`).
 *
 * @param path of the file
 * @returns ids exactly as given, times in milliseconds UTC, and notes on everything that was guessed or merged
 * @throws {TastemakerError} `io/missing`, `format/unreadable`, `format/column`, `format/value`, `format/rating-range`,
 *   `format/duplicate`, `config/option` or `data/empty`, with the row and the value
 * @example await readTable('plays.csv', { columns: { user: 'listener', item: 'track' } })
 */
export async function readTable(path: string, options: TableOptions = {}): Promise<Dataset> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) {
    throw new TastemakerError('io/missing', `There is no file ${path}.`, 'Check the spelling and the folder.')
  }
  if (options.scale && options.duplicates === 'sum') {
    throw new TastemakerError(
      'config/option',
      'Summed values have no rating scale.',
      'Leave out the scale, or choose last or max.',
    )
  }
  try {
    return await withDatabase((database) => read(database, path, options, 'utf-8'))
  } catch (error) {
    if (!isForeignText(error)) throw error
    return withDatabase((database) => read(database, path, options, 'latin-1'))
  }
}

async function read(database: Database, path: string, options: TableOptions, encoding: Encoding): Promise<Dataset> {
  const { source, mapping } = await loadGiven(database, path, options.columns ?? {}, encoding).catch(async (error) => {
    // Latin-1 has its turn after UTF-8, and no byte is wrong in it.
    throw isForeignText(error) && encoding === 'utf-8' ? error : await unreadable(database, path, error)
  })
  const table: GivenTable = { database, path, mapping, where: (row) => where(source, path, row) }
  if ((await count(database, 'given')) === 0) throw empty(path)
  await checkIds(table)
  const values = await readValues(table, options.scale, options.duplicates)
  const times =
    mapping.at === undefined
      ? { sql: 'NULL::DOUBLE', notes: ['no times: rows keep their order'] }
      : await readTimes(table)
  await database.run(
    `CREATE TEMP VIEW events AS SELECT rowid AS place, user_id, item_id, ${values.sql} AS value, ${times.sql} AS moment FROM given`,
  )
  const merged = await mergeDuplicates(table, options.duplicates ?? (values.scale ? 'last' : 'keep-all'))
  return datasetFromColumns(await columnsOf(database, merged.sql), {
    name: basename(path),
    licence: 'unknown (your file)',
    ...(values.scale ? { scale: values.scale } : {}),
    catalogue: await cardsOf(database),
    notes: [
      `columns: ${Object.entries(mapping)
        .map(([part, column]) => `${part}=${column}`)
        .join(', ')}`,
      ...(encoding === 'utf-8' ? [] : ['not UTF-8: read as Latin-1']),
      ...values.notes,
      ...times.notes,
      ...merged.notes,
    ],
  })
}

/** Copies the columns that matter into the table `given`, as text. */
async function loadGiven(
  database: Database,
  path: string,
  columns: ColumnMapping,
  encoding: Encoding,
): Promise<{ readonly source: TableSource; readonly mapping: CompleteMapping }> {
  const source = await openTable(database, path, encoding)
  if (source === null) throw empty(path)
  const mapping = mapColumns(source.columns, columns, path)
  const text = (column: string | undefined): string => (column === undefined ? 'NULL::VARCHAR' : source.text(column))
  await database.run(`CREATE TEMP TABLE given AS SELECT ${text(mapping.user)} AS user_id, ${text(mapping.item)} AS item_id,
    ${text(mapping.value)} AS value, ${text(mapping.at)} AS moment, ${text(mapping.title)} AS title,
    ${text(mapping.categories)} AS categories FROM ${source.from}`)
  return { source, mapping }
}

/** The rows as numbers, and the ids that the numbers stand for in order of appearance. */
async function columnsOf(database: Database, kept: string): Promise<Parameters<typeof datasetFromColumns>[0]> {
  await database.run(`CREATE TEMP TABLE kept AS ${kept}`)
  const ids: Record<string, string[]> = {}
  for (const part of ['user', 'item']) {
    await database.run(`CREATE TEMP TABLE ${part}s AS SELECT ${part}_id AS id,
      (row_number() OVER (ORDER BY min(rowid)) - 1)::INTEGER AS number FROM given GROUP BY ${part}_id`)
    ids[part] = []
    for await (const batch of database.texts(`SELECT id FROM ${part}s ORDER BY number`))
      ids[part].push(...(batch as string[]))
  }
  const [user, item, value, at] = (await database.numbers(
    `SELECT users.number, items.number, value::DOUBLE, coalesce(moment, 'NaN'::DOUBLE) FROM kept
     JOIN users ON users.id = user_id JOIN items ON items.id = item_id ORDER BY place`,
    await count(database, 'kept'),
  )) as [Float64Array, Float64Array, Float64Array, Float64Array]
  return { userIds: ids['user'] as UserId[], itemIds: ids['item'] as ItemId[], user, item, value, at }
}

async function count(database: Database, from: string): Promise<number> {
  const [[rows]] = (await database.rows(`SELECT count(*)::DOUBLE FROM ${from}`)) as [[number]]
  return rows
}

async function where(source: TableSource, path: string, row: number): Promise<string> {
  const line = await source.line(row)
  return line === null ? `Row ${row + 1} of ${basename(path)}` : `Row ${row + 1} (line ${line} of ${basename(path)})`
}

function empty(path: string): TastemakerError {
  return new TastemakerError(
    'data/empty',
    `${path} holds no rows.`,
    'One row for each event is expected, under a line of names.',
  )
}
