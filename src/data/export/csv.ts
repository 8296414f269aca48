import type { Dataset } from '../../domain/index.ts'
import { type CellValue, type Table, tableLines } from './_columns.ts'
import { requireWritableIds, tableNotes } from './_losses.ts'
import { timeUnit } from './_numbers.ts'
import type { Plan, PlannedFile } from './_plan.ts'
import { allTables, allTimes } from './_tables.ts'
import { writeLines } from './_write-file.ts'

/**
 * CSV: `interactions.csv`, `items.csv`, `people.csv`, and `impressions.csv` where the data has them.
 *
 * As RFC 4180 has it, with line feeds. Lists stand with `|` between, or as JSON where an entry has that sign itself.
 */
export function planCsv(data: Dataset): Plan {
  requireWritableIds(data, 'csv')
  const { unit, exact } = timeUnit(allTimes(data), ['milliseconds', 'dates'])
  return {
    files: allTables(data, unit).map(csvFile),
    notes: tableNotes(data, { exactTimes: exact, emptyTexts: false }),
  }
}

/** The line of names of a table. */
export function csvHeader({ columns }: Table): string {
  return `${columns.map(({ name }) => quoted(name)).join(',')}\n`
}

function csvFile(table: Table): PlannedFile {
  return {
    path: `${table.holds}.csv`,
    holds: table.holds,
    encoding: 'text/csv',
    fields: table.columns,
    write: (path) => writeLines(path, csvHeader(table), tableLines(table, ',', csvCell)),
  }
}

/** A value as a field of a CSV file. */
export function csvCell(value: Exclude<CellValue, undefined>): string {
  if (typeof value === 'string') return quoted(value)
  return typeof value === 'object' ? quoted(listText(value)) : String(value)
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function listText(list: readonly string[]): string {
  const plain =
    list.length > 0 && !list[0]!.startsWith('[') && list.every((entry) => entry !== '' && !entry.includes('|'))
  return plain ? list.join('|') : JSON.stringify(list)
}
