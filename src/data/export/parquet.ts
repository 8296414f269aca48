import { rm } from 'node:fs/promises'
import type { Dataset } from '../../domain/index.ts'
import { fileLiteral, identifier, literal, withDatabase } from '../sources/_duckdb.ts'
import { type CellValue, type Column, type Table, tableLines } from './_columns.ts'
import { requireWritableIds, tableNotes } from './_losses.ts'
import { timeUnit } from './_numbers.ts'
import type { Plan } from './_plan.ts'
import { allTables, allTimes } from './_tables.ts'
import { checkFile, type WrittenFile, whole, writeLines } from './_write-file.ts'
import { csvCell, csvHeader } from './csv.ts'

/**
 * Parquet: the tables of the CSV export as typed columns, lists as lists, compressed.
 *
 * DuckDB makes each file from a passing CSV file beside it: that streams, where handing it rows would hold them.
 */
export function planParquet(data: Dataset): Plan {
  requireWritableIds(data, 'parquet')
  const { unit, exact } = timeUnit(allTimes(data), ['milliseconds', 'dates'])
  const wholeTimes = allTimes(data).every((at) => at.every((time) => Number.isNaN(time) || Number.isInteger(time)))
  const timeType = unit === 'dates' ? 'TIMESTAMP' : wholeTimes ? 'BIGINT' : 'DOUBLE'
  const files = allTables(data, unit).map((table) => ({
    path: `${table.holds}.parquet`,
    holds: table.holds,
    encoding: 'application/x-parquet',
    fields: table.columns,
    write: (path: string) => writeParquet(path, table, timeType),
  }))
  return { files, notes: tableNotes(data, { exactTimes: exact, emptyTexts: true }) }
}

async function writeParquet(path: string, table: Table, timeType: string): Promise<WrittenFile> {
  const passing = `${path}.csv.part`
  try {
    const { rows } = await writeLines(passing, csvHeader(table), tableLines(table, ',', passingCell))
    await whole(path, (part) =>
      withDatabase((database) =>
        database.run(
          `COPY (SELECT ${table.columns.map(selected).join(', ')} FROM ${readBack(passing, table, timeType)}) TO ${literal(part)} (FORMAT parquet, COMPRESSION zstd)`,
        ),
      ),
    )
    return { rows, ...(await checkFile(path)) }
  } finally {
    await rm(passing, { force: true })
  }
}

/** Lists pass as JSON, whatever is in them. */
function passingCell(value: Exclude<CellValue, undefined>): string {
  return csvCell(typeof value === 'object' ? JSON.stringify(value) : value)
}

function selected({ name, kind }: Column): string {
  return kind === 'texts' ? `from_json(${identifier(name)}, '["VARCHAR"]') AS ${identifier(name)}` : identifier(name)
}

/** The passing file as DuckDB is to read it: every type told, nothing guessed, `""` a text and nothing no value. */
function readBack(passing: string, table: Table, timeType: string): string {
  const types = table.columns.map((column) => `${literal(column.name)}: ${literal(sqlType(column, timeType))}`)
  return `read_csv(${fileLiteral(passing)}, columns = {${types.join(', ')}}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, max_line_size = ${longestLine}, buffer_size = ${2 * longestLine})`
}

/** Bytes of the longest row, such as an item with a long text. */
const longestLine = 2 ** 24

function sqlType({ kind, holds }: Column, timeType: string): string {
  if (kind === 'time') return timeType
  if (kind === 'number') return holds === 'value' ? 'FLOAT' : 'DOUBLE'
  return kind === 'boolean' ? 'BOOLEAN' : 'VARCHAR'
}
