import { TastemakerError } from '../../domain/index.ts'
import { cellKind, type RecordSink } from './_cells.ts'
import { fileLiteral, identifier, withDatabase } from './_duckdb.ts'
import type { TableSource } from './_table-source.ts'
import { WrittenCells } from './_written-cells.ts'

/** Opens a Parquet file as a table, through DuckDB. @param memory megabytes that DuckDB may take */
export async function openParquet(path: string, memory: number): Promise<TableSource> {
  const from = `read_parquet(${fileLiteral(path)}, binary_as_string = true)`
  const types = await withDatabase(async (database) => {
    const described = await database.rows(`SELECT column_name, column_type FROM (DESCRIBE FROM ${from})`)
    return new Map(described.map(([name, type]) => [name as string, type as string]))
  }).catch(unreadable(path))
  return {
    columns: [...types.keys()],
    read: (wanted, sink) => readRows(path, from, types, wanted, sink, memory),
  }
}

async function readRows(
  path: string,
  from: string,
  types: ReadonlyMap<string, string>,
  wanted: readonly string[],
  sink: RecordSink,
  memory: number,
): Promise<void> {
  const cells = new WrittenCells(wanted.length)
  const kinds = wanted.map((name) => kindOf(types.get(name)!))
  const texts = wanted.map((name) => textOf(name, types.get(name)!))
  await withDatabase(async (database) => {
    for await (const columns of database.texts(`SELECT ${texts} FROM ${from}`)) {
      for (let i = 0; i < columns[0]!.length; i++) {
        cells.begin(cells.row, 0)
        for (const [place, column] of columns.entries()) {
          cells.put(place, column[i])
          cells.kinds[place] = kinds[place]!
        }
        sink.record(cells)
        cells.row++
      }
    }
  }, memory).catch(unreadable(path))
}

/** The SQL of a column as text; lists become JSON. */
function textOf(name: string, type: string): string {
  return type.endsWith('[]') ? `to_json(${identifier(name)})::VARCHAR` : `${identifier(name)}::VARCHAR`
}

function kindOf(type: string): number {
  if (type === 'BOOLEAN') return cellKind.boolean
  return /INT|DOUBLE|FLOAT|DECIMAL/.test(type) && !type.endsWith('[]') ? cellKind.number : cellKind.text
}

/** DuckDB's complaint as an error that a user can act on; what the sink throws passes as it is. */
function unreadable(path: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof TastemakerError) throw error
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new TastemakerError('format/unreadable', `${path} cannot be read: ${reason}`, 'Save the file anew.', {
      cause: error,
    })
  }
}
