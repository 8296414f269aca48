import type { DuckDBConnection } from '@duckdb/node-api'
import { z } from 'zod'
import { type Dataset, TastemakerError, type Tool, ToolError } from '../../domain/index.ts'
import { counted } from '../../words.ts'
import { cut } from './_item-facts.ts'
import { checkSql, type ParsedSql } from './_sql-check.ts'
import { fillTable, interactionsTable, itemsTable, peopleTable, tableWords } from './_sql-table.ts'
import type { CatalogueColumns } from './catalogue-columns.ts'
import { defineTool } from './define-tool.ts'
import type { Past } from './past.ts'

/*
 * Read-only SQL over three tables, in a database in memory that holds nothing else.
 *
 * Rows at or after the end of the past are never in the database: a filter that hides them would still run a query's
 * own conditions over them, and an error in one would tell what they say. Files, network, extensions and settings are
 * off in DuckDB itself, and `_sql-check.ts` lets through nothing but one query over the three tables.
 */

const cell = z.union([z.string(), z.number(), z.boolean()]).nullable()
const input = z.object({ sql: z.string().min(1).max(4000).describe('one SELECT of DuckDB') })
const output = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(cell)),
  /** Rows beyond those shown. */
  left: z.number().int(),
})

/** What `query_sql` takes. */
export type QuerySqlInput = z.infer<typeof input>
/** What `query_sql` gives back. */
export type QuerySqlOutput = z.infer<typeof output>

/** How much a query may take. */
export interface SqlLimits {
  /** Rows shown; 50 unless given. */
  readonly rows?: number
  /** Milliseconds a query; 5,000 unless given. */
  readonly time?: number
  /** Megabytes that the tables and a query may take; 512 unless given. */
  readonly memory?: number
}

/** A database over one data set, for the tools of many pasts of it. */
export interface SqlDatabase {
  /** The tool `query_sql` for one past. Queries wait for each other; one of another past fills the interactions anew. */
  tool(past: Past): Tool<QuerySqlInput, QuerySqlOutput>
  /** Gives the memory back; no tool works afterwards. */
  close(): void
}

const TABLES = ['items', 'people', 'interactions'] as const
/** Milliseconds between two interruptions of a query that has to stop. */
const INTERRUPT_EVERY = 20
/** Characters of a value that are shown. */
const CHARACTERS = 200
const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/

/**
 * Opens a database with the items and people of a data set.
 *
 * @throws {TastemakerError} `config/range` from `tool` for the past of another data set
 * @example (await sqlDatabase(data, columns)).tool(pastOf(data, { row: 41 }))
 */
export async function sqlDatabase(
  data: Dataset,
  columns: CatalogueColumns,
  { rows = 50, time = 5000, memory = 512 }: SqlLimits = {},
): Promise<SqlDatabase> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: `${memory}MB`,
    temp_directory: '',
    // One thread, so that equal rows come in the same order every time.
    threads: '1',
    // Last: it forbids to name the folder above.
    enable_external_access: 'false',
  })
  const connection = await instance.connect()
  const people = peopleTable({ data })
  const items = itemsTable(columns)
  await fillTable(connection, items)
  await fillTable(connection, people)
  await connection.run("SET GLOBAL TimeZone = 'UTC'")
  await connection.run('SET lock_configuration = true')
  let filled: Past | undefined
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    tool(past) {
      if (past.data.users !== data.users || past.data.items !== data.items) {
        throw new TastemakerError(
          'config/range',
          'This past is of another data set.',
          'Open a database for each data set.',
        )
      }
      const words = [items, people, interactionsTable({ ...past, rowsOf: () => ({ from: 0, to: 0 }) })].map(tableWords)
      return defineTool({
        name: 'query_sql',
        description: `Answers one SELECT of DuckDB over ${words.join(', ')}. At most ${rows} rows are shown: aggregate, or use LIMIT. Titles are not in it: look items up by their ids.`,
        input,
        output,
        run: ({ sql }, signal) =>
          inTurn(async () => {
            signal?.throwIfAborted()
            if (filled !== past) {
              filled = undefined
              await fillTable(connection, interactionsTable(past))
              filled = past
            }
            return answer(connection, sql, { rows, time, signal })
          }),
        show: showRows,
      })
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

interface Asked {
  readonly rows: number
  readonly time: number
  readonly signal: AbortSignal | undefined
}

async function answer(
  connection: DuckDBConnection,
  sql: string,
  { rows, time, signal }: Asked,
): Promise<QuerySqlOutput> {
  const checked = await checkedSql(connection, sql)
  signal?.throwIfAborted()
  let late = false
  let interrupting: NodeJS.Timeout | undefined
  // Again and again: an interruption is lost on a query that is not yet under way.
  const stop = (): void => {
    connection.interrupt()
    interrupting ??= setInterval(() => connection.interrupt(), INTERRUPT_EVERY)
  }
  const timer = setTimeout(() => {
    late = true
    stop()
  }, time)
  signal?.addEventListener('abort', stop, { once: true })
  const stopped = (): void => {
    signal?.throwIfAborted()
    if (late) throw new ToolError(`The query took longer than ${time} ms. Ask for less: add a condition, or aggregate.`)
  }
  try {
    const table = await read(connection, checked, rows)
    // A stream of rows that is interrupted just ends.
    stopped()
    return table
  } catch (error) {
    if (error instanceof ToolError) throw error
    stopped()
    throw new ToolError(databaseWords(error))
  } finally {
    clearTimeout(timer)
    clearInterval(interrupting)
    signal?.removeEventListener('abort', stop)
  }
}

/** The text of a query made of its checked tree. */
async function checkedSql(connection: DuckDBConnection, sql: string): Promise<string> {
  // A zero byte ends a text in one place and not in another.
  if (sql.includes('\0')) throw new ToolError('The query holds a zero byte. Leave it out.')
  const tree = String(await single(connection, 'SELECT json_serialize_sql($1::VARCHAR)', sql))
  checkSql(JSON.parse(tree) as ParsedSql, TABLES)
  try {
    return String(await single(connection, 'SELECT json_deserialize_sql($1::JSON)', tree))
  } catch (cause) {
    throw new ToolError(
      `The query cannot be taken as it is written: ${databaseWords(cause)} Write it in a simpler way.`,
    )
  }
}

async function single(connection: DuckDBConnection, sql: string, given: string): Promise<unknown> {
  return (await connection.runAndReadAll(sql, [given])).getRows()[0]![0]
}

async function read(connection: DuckDBConnection, sql: string, most: number): Promise<QuerySqlOutput> {
  const prepared = await connection.prepare(sql)
  const columns = Array.from({ length: prepared.columnCount }, (_, place) => ({
    name: prepared.columnName(place),
    type: String(prepared.columnType(place)),
  }))
  prepared.destroySync()
  // Values arrive as numbers, truth values and short texts, whatever types the query makes.
  const shown = columns.map(({ type }, place) => {
    if (NUMBERS.test(type)) return `CAST(c${place} AS DOUBLE)`
    return type === 'BOOLEAN' ? `c${place}` : `left(CAST(c${place} AS VARCHAR), ${CHARACTERS + 1})`
  })
  const names = columns.map((_, place) => `c${place}`)
  const result = await connection.stream(`SELECT ${shown.join(', ')} FROM (${sql}) AS answer(${names.join(', ')})`)
  const rows: (string | number | boolean | null)[][] = []
  let left = 0
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    const taken = Math.min(chunk.rowCount, most - rows.length)
    if (taken > 0)
      rows.push(
        ...chunk
          .getRows()
          .slice(0, taken)
          .map((row) => row.map(cellOf)),
      )
    left += chunk.rowCount - taken
  }
  return { columns, rows, left }
}

function cellOf(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'boolean') return value
  // Not every number of DuckDB is one of JSON.
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return cut(String(value), CHARACTERS)
}

/** What the database said, without the picture of the query and without advice on its settings. */
function databaseWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  if (message.startsWith('Out of Memory')) return 'The query needs more memory than it may take. Ask for less.'
  const [said] = message.split(/\n\s*\n/)
  return `The database says: ${cut(said!.replaceAll(/\s+/g, ' '), 400)}`
}

function showRows({ columns, rows, left }: QuerySqlOutput): string {
  const head = columns.map(({ name, type }) => `${JSON.stringify(name)} ${type}`).join(' | ')
  const body = rows.map((row) => row.map((value) => JSON.stringify(value)).join(' | '))
  return [head, ...body, rows.length === 0 ? 'No rows.' : left > 0 ? `${counted(left, 'more row')}.` : '']
    .filter(Boolean)
    .join('\n')
}
