import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { type UserIndex, userIndex } from '../../domain/index.ts'
import type { CatalogueColumns, FieldColumn } from './catalogue-columns.ts'
import type { Past } from './past.ts'

/** A column of a table: its values by row, null where there is none. */
export interface SqlColumn {
  readonly name: string
  readonly type: 'VARCHAR' | 'DOUBLE' | 'TIMESTAMP_MS'
  readonly value: (row: number) => string | number | null
}

/** A table to be filled. */
export interface SqlTable {
  readonly name: string
  readonly length: number
  readonly columns: readonly SqlColumn[]
}

/** Items by id with their fields, without titles and texts. */
export function itemsTable({ items, fields }: CatalogueColumns): SqlTable {
  const columns = [...fields].map(([name, column]) => fieldColumn(name === 'category' ? 'categories' : name, column))
  const id: SqlColumn = { name: 'item_id', type: 'VARCHAR', value: (row) => items[row]!.id }
  return { name: 'items', length: items.length, columns: distinctNames([id, ...columns]) }
}

function fieldColumn(name: string, column: FieldColumn): SqlColumn {
  const { type, values } = column
  if (type === 'number') return { name, type: 'DOUBLE', value: (row) => number(values[row]!) }
  const { codes } = column
  if (type === 'text') return { name, type: 'VARCHAR', value: (row) => values[codes[row]!] ?? null }
  const { offsets } = column
  const value = (row: number) =>
    Array.from(codes.subarray(offsets[row]!, offsets[row + 1]!), (code) => values[code]!).join(', ')
  return { name, type: 'VARCHAR', value }
}

/** People by id with their profiles. */
export function peopleTable({ data: { people } }: Pick<Past, 'data'>): SqlTable {
  const profiles = people.map(({ demographics, attributes }) => ({ ...demographics, ...attributes }))
  const names = [...new Set(profiles.flatMap((profile) => Object.keys(profile)))].sort()
  const columns = names.map((name): SqlColumn => {
    const numbers = profiles.every((profile) => profile[name] === undefined || typeof profile[name] === 'number')
    return {
      name,
      type: numbers ? 'DOUBLE' : 'VARCHAR',
      value: (row) => {
        const value = profiles[row]![name]
        return value === undefined ? null : numbers ? number(value as number) : String(value)
      },
    }
  })
  const id: SqlColumn = { name: 'user_id', type: 'VARCHAR', value: (row) => people[row]!.id }
  return { name: 'people', length: people.length, columns: distinctNames([id, ...columns]) }
}

/** Rows of the past; what came later is not in it. */
export function interactionsTable(past: Past): SqlTable {
  const { log, users, items, scale } = past.data
  const rows: number[] = []
  for (let user = 0; user < users.size; user++) {
    const { from, to } = past.rowsOf(userIndex(user) as UserIndex)
    for (let row = from; row < to; row++) rows.push(row)
  }
  const columns: readonly SqlColumn[] = [
    { name: 'user_id', type: 'VARCHAR', value: (row) => users.ids[log.user[rows[row]!]!]! },
    { name: 'item_id', type: 'VARCHAR', value: (row) => items.ids[log.item[rows[row]!]!]! },
    { name: scale ? 'rating' : 'value', type: 'DOUBLE', value: (row) => number(log.value[rows[row]!]!) },
    { name: 'happened_at', type: 'TIMESTAMP_MS', value: (row) => number(log.at[rows[row]!]!) },
  ]
  return { name: 'interactions', length: rows.length, columns }
}

const number = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** SQL knows no case in names: a name that came before gets a number. */
function distinctNames(columns: readonly SqlColumn[]): readonly SqlColumn[] {
  const taken = new Set<string>()
  return columns.map((column) => {
    let name = column.name
    for (let next = 2; taken.has(name.toLowerCase()); next++) name = `${column.name}_${next}`
    taken.add(name.toLowerCase())
    return { ...column, name }
  })
}

/** A table in words, for a description. */
export const tableWords = ({ name, columns }: SqlTable): string =>
  `${name}(${columns.map((column) => `${quoted(column.name)} ${column.type === 'TIMESTAMP_MS' ? 'TIMESTAMP' : column.type}`).join(', ')})`

const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : identifier(name))
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Rows in one block of DuckDB. */
const BLOCK = 2048

/** Makes a table, in place of one of its name. */
export async function fillTable(connection: DuckDBConnection, { name, length, columns }: SqlTable): Promise<void> {
  const { DuckDBDataChunk, DuckDBTimestampMillisecondsValue, DOUBLE, TIMESTAMP_MS, VARCHAR } = await import(
    '@duckdb/node-api'
  )
  const types = { DOUBLE, TIMESTAMP_MS, VARCHAR }
  const list = columns.map((column) => `${identifier(column.name)} ${column.type}`).join(', ')
  await connection.run(`CREATE OR REPLACE TABLE ${identifier(name)} (${list})`)
  const appender = await connection.createAppender(name)
  for (let from = 0; from < length; from += BLOCK) {
    const block = Math.min(BLOCK, length - from)
    const chunk = DuckDBDataChunk.create(
      columns.map((column) => types[column.type]),
      block,
    )
    chunk.setColumns(
      columns.map(({ type, value }) =>
        Array.from({ length: block }, (_, row): DuckDBValue => {
          const given = value(from + row)
          return type === 'TIMESTAMP_MS' && given !== null
            ? new DuckDBTimestampMillisecondsValue(BigInt(Math.trunc(given as number)))
            : given
        }),
      ),
    )
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}
