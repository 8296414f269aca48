import { TastemakerError } from '../../domain/index.ts'
import { type Database, fileLiteral, identifier, literal } from './_duckdb.ts'
import { type Encoding, headerLine, headerNames, lineOfRecord, linesOf, separatorOf } from './_table-lines.ts'

/** A file that can be selected from, whatever its format. */
export interface TableSource {
  readonly columns: readonly string[]
  /** What follows FROM. */
  readonly from: string
  /** The SQL of a column as text; lists become JSON. */
  text(column: string): string
  /** The 1-based line of a 0-based data row, or null where rows have no lines. */
  line(row: number): Promise<number | null>
}

/**
 * Opens a CSV, TSV, JSON, JSON Lines or Parquet file by its ending; another ending is taken for separated text.
 *
 * @returns null for a file without a single line
 */
export async function openTable(database: Database, path: string, encoding: Encoding): Promise<TableSource | null> {
  const ending = path.toLowerCase().replace(/\.(gz|zst)$/, '')
  if (/\.parquet(\.\w+)?$/.test(ending)) return openParquet(database, path)
  if (/\.(jsonl|ndjson|json)$/.test(ending)) return openJson(database, path, !ending.endsWith('.json'))
  return openText(database, path, encoding)
}

async function openText(database: Database, path: string, encoding: Encoding): Promise<TableSource | null> {
  const lines = (): ReturnType<typeof linesOf> => linesOf(database, path, encoding)
  const header = await headerLine(lines())
  if (header === null) return null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells a binary file
  if (/[\0-\x08\x0e-\x1f]/.test(header.text)) {
    throw new TastemakerError(
      'format/unreadable',
      `${path} is not a text file.`,
      'A compressed or Parquet file must have its ending: .gz, .zst or .parquet.',
    )
  }
  const separator = separatorOf(header.text)
  const columns = headerNames(header.text, separator)
  const types = columns.map((name) => `${literal(name)}: 'VARCHAR'`)
  return {
    columns,
    // The dialect is fixed here: DuckDB's own guess reads a file with one short row as a file of one column.
    from: `read_csv(${fileLiteral(path)}, columns = {${types}}, auto_detect = false, header = true, skip = ${header.skipped},
      delim = ${literal(separator)}, quote = '"', escape = '"', encoding = ${literal(encoding)})`,
    text: identifier,
    line: (row) => lineOfRecord(lines(), row + 1, true),
  }
}

async function openJson(database: Database, path: string, byLine: boolean): Promise<TableSource | null> {
  const from = `read_json_objects(${fileLiteral(path)}, format = '${byLine ? 'newline_delimited' : 'auto'}')`
  const names = await database.rows(
    `SELECT name FROM (SELECT unnest(json_keys(json)) AS name FROM ${from} LIMIT 100000) GROUP BY name ORDER BY name`,
  )
  if (names.length === 0) return null
  return {
    columns: names.map(([name]) => name as string),
    from,
    text: (column) => `json_extract_string(json, ${literal(pointer(column))})`,
    line: async (row) => (byLine ? lineOfRecord(linesOf(database, path, 'utf-8'), row, false) : null),
  }
}

async function openParquet(database: Database, path: string): Promise<TableSource> {
  const from = `read_parquet(${fileLiteral(path)}, binary_as_string = true)`
  const described = await database.rows(`SELECT column_name, column_type FROM (DESCRIBE FROM ${from})`)
  const types = new Map(described.map(([name, type]) => [name as string, type as string]))
  return {
    columns: [...types.keys()],
    from,
    text: (column) =>
      types.get(column)!.endsWith('[]') ? `to_json(${identifier(column)})::VARCHAR` : `${identifier(column)}::VARCHAR`,
    line: async () => null,
  }
}

/** A JSON pointer to a member (RFC 6901). */
function pointer(member: string): string {
  return `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
