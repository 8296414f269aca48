/*
 * The atomic files of RecBole (Zhao et al. 2021, "RecBole: Towards a unified, comprehensive and efficient framework for
 * recommendation algorithms"): tab-separated, a type behind each name in the first line.
 */
import type { Dataset } from '../../domain/index.ts'
import { counted } from '../../words.ts'
import { type ColumnType, type SourceColumn, sourceColumns } from '../source-columns.ts'
import { type CellValue, type Column, DistinctNames, type Table, tableLines } from './_columns.ts'
import { countValues, requireWritableIds, tableNotes, unsupportedNotes } from './_losses.ts'
import { timeUnit } from './_numbers.ts'
import type { Plan, PlannedFile } from './_plan.ts'
import { allTimes, interactionTable, itemTable, peopleTable } from './_tables.ts'
import { writeLines } from './_write-file.ts'

/**
 * RecBole: `NAME.inter`, `NAME.item` and `NAME.user`, and `NAME.net` where people have connections.
 *
 * Columns have the names, types and order of the source where that was RecBole too.
 */
export function planRecbole(data: Dataset, name: string): Plan {
  requireWritableIds(data, 'recbole', { pattern: /[\t\r\n]/, name: 'a tab or line end' })
  const { unit, exact } = timeUnit(allTimes(data), ['seconds', 'milliseconds'])
  const source = sourceColumns(data)
  const people = peopleTable(data)
  const traits = { ...people, columns: people.columns.filter(({ holds }) => holds !== 'connections') }
  const files = [
    atomicFile(interactionTable(data, unit), `${name}.inter`, source?.interactions ?? []),
    atomicFile(itemTable(data), `${name}.item`, source?.items ?? []),
    atomicFile(traits, `${name}.user`, source?.users ?? []),
    ...(traits.columns.length < people.columns.length ? [networkFile(data, `${name}.net`)] : []),
  ]
  const notes = [
    ...unsupportedNotes(data, 'recbole', ['impressions', 'scale']),
    ...tableNotes(data, { exactTimes: exact, emptyTexts: false }),
    ...spacedNotes(data),
  ]
  return { files, notes }
}

/** A column with the type that the first line tells. */
interface TypedColumn extends Column {
  readonly type: ColumnType
}

function atomicFile(table: Table, path: string, source: readonly SourceColumn[]): PlannedFile {
  const names = new DistinctNames()
  const placed = table.columns.map((column) => ({
    column,
    place: source.findIndex(({ holds }) => holds === column.holds.replace(/^\w+\./, '')),
  }))
  // What the source had stands as it stood there, the rest behind.
  placed.sort((one, other) => (one.place >>> 0) - (other.place >>> 0))
  const columns = placed.map(({ column, place }): TypedColumn => {
    const name = (source[place]?.name ?? column.name).replace(/[\t\r\n:]+/g, '_')
    return { ...column, name: names.take(name, 'column'), type: source[place]?.type ?? typeOf(column) }
  })
  const header = `${columns.map(({ name, type }) => `${name}:${type}`).join('\t')}\n`
  const typed = { ...table, columns }
  return {
    path,
    holds: table.holds,
    encoding: 'text/tab-separated-values',
    fields: columns.map((column) => ({ ...column, name: `${column.name}:${column.type}` })),
    write: (to) => writeLines(to, header, tableLines(typed, '\t', atom)),
  }
}

/** Who is connected with whom, a pair a line. */
function networkFile({ people }: Dataset, path: string): PlannedFile {
  const pairs = people.flatMap(({ id, connections = [] }) => connections.map((friend) => [id, friend] as const))
  const column = (place: 0 | 1, name: string, holds: string): Column => ({
    name,
    kind: 'text',
    holds,
    cells: (row) => pairs[row]![place],
  })
  const columns = [column(0, 'source_id', 'user'), column(1, 'target_id', 'connection')]
  return atomicFile({ holds: 'connections', rows: pairs.length, columns }, path, [])
}

/** Titles and texts are sequences of words, other texts are words of their own whatever is in them. */
function typeOf({ kind, holds }: Column): ColumnType {
  if (kind === 'number' || kind === 'time') return 'float'
  return kind === 'texts' || holds === 'title' || holds === 'text' ? 'token_seq' : 'token'
}

function atom(value: Exclude<CellValue, undefined>): string {
  if (typeof value === 'object')
    return value
      .map((word) => word.trim().replace(/\s+/g, '_'))
      .join(' ')
      .trim()
  return typeof value === 'string' ? value.replace(/[\t\r\n]+/g, ' ') : String(value)
}

/** What spaces between words, and tabs between columns, do not leave as it was. */
function spacedNotes(data: Dataset): string[] {
  const spaced = new Set(data.catalogue.flatMap(({ categories }) => categories.filter((word) => /^$|\s/.test(word))))
  const torn = countValues(data, (value) => typeof value === 'string' && /[\t\r\n]/.test(value))
  const truths = countValues(data, (value) => typeof value === 'boolean')
  return [
    ...(spaced.size > 0
      ? [`${counted(spaced.size, 'category', 'categories')} with a space in it, or empty: written with _, or left out`]
      : []),
    ...(torn > 0 ? [`${counted(torn, 'text')} with tabs or line ends: written with a space`] : []),
    ...(truths > 0 ? ['true and false are written as tokens'] : []),
  ]
}
