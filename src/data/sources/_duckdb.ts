import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'

/** Megabytes that reading may take by default. */
export const defaultMemory = 512

/** A value of a small result; anything else is cast in the SQL. */
export type Cell = string | number | null

/** An in-memory database that lives as long as the work that was given it. */
export interface Database {
  /** Runs a statement for its effect. */
  run(sql: string): Promise<void>
  /** A small result, row by row. */
  rows(sql: string): Promise<readonly (readonly Cell[])[]>
  /**
   * A long result of INTEGER and DOUBLE columns without nulls.
   *
   * @param length how many rows it has
   * @returns one array of `length` numbers for each column
   */
  numbers(sql: string, length: number): Promise<readonly Float64Array[]>
  /** A long result of VARCHAR columns, in batches of columns, so that a reader may stop early. */
  texts(sql: string): AsyncIterable<readonly (readonly (string | null)[])[]>
}

/**
 * Opens DuckDB, works with it and closes it. The package is loaded here and not before.
 *
 * @param memory megabytes it may take; what needs more is kept in the temporary folder meanwhile
 *
 * Extensions are never fetched: the readers for CSV, JSON and Parquet are built in. A time without a zone is in UTC.
 *
 * @example await withDatabase((database) => database.rows('SELECT 1'))
 */
export async function withDatabase<Result>(
  work: (database: Database) => Promise<Result>,
  memory: number = defaultMemory,
): Promise<Result> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: `${memory}MB`,
    temp_directory: join(tmpdir(), 'tastemaker-duckdb'),
  })
  const connection = await instance.connect()
  try {
    await connection.run("SET TimeZone = 'UTC'")
    return await work(databaseOn(connection))
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** A text as an SQL literal. @example literal("it's") // "'it''s'" */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A name as an SQL identifier. @example identifier('a"b') // '"a""b"' */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A path as an SQL literal that means this one file, whatever pattern letters are in its name. @example fileLiteral('a[1].csv') */
export function fileLiteral(path: string): string {
  return literal(path.replace(/[[*?]/g, '[$&]'))
}

function databaseOn(connection: DuckDBConnection): Database {
  return {
    async run(sql) {
      await connection.run(sql)
    },
    async rows(sql) {
      return (await connection.runAndReadAll(sql)).getRows() as Cell[][]
    },
    async numbers(sql, length) {
      const result = await connection.stream(sql)
      const columns = Array.from({ length: result.columnCount }, () => new Float64Array(length))
      for (let from = 0; ; ) {
        const chunk = await result.fetchChunk()
        if (!chunk || chunk.rowCount === 0) return columns
        for (const [place, column] of columns.entries()) {
          // The typed array behind a vector is private in the types; reading it directly is ten times as fast as asking for each value.
          const { items } = chunk.getColumnVector(place) as unknown as { readonly items: ArrayLike<number> }
          for (let row = 0; row < chunk.rowCount; row++) column[from + row] = items[row]!
        }
        from += chunk.rowCount
      }
    },
    async *texts(sql) {
      const result = await connection.stream(sql)
      for (;;) {
        const chunk = await result.fetchChunk()
        if (!chunk || chunk.rowCount === 0) return
        yield chunk.getColumns() as (string | null)[][]
      }
    },
  }
}
