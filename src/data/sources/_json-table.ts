import type { Encoding, RecordSink } from './_cells.ts'
import { eachJson, type JsonRecord } from './_json-records.ts'
import type { TableSource } from './_table-source.ts'
import { WrittenCells } from './_written-cells.ts'

/** So many records are looked at for the names of columns. */
const sample = 10_000

/** Opens a file of JSON objects as a table: their members are its columns. @returns null for a file without a member */
export async function openJson(path: string, encoding: Encoding): Promise<TableSource | null> {
  const columns = new Set<string>()
  await eachJson(path, encoding, {
    record(record, { row }) {
      for (const name of Object.keys(record)) columns.add(name)
      return row + 1 < sample
    },
    malformed: () => undefined,
  })
  const read = (wanted: readonly string[], sink: RecordSink): Promise<void> => readTable(path, encoding, wanted, sink)
  // A file that has lines but no object is read, so that its first line is named as the mistake.
  return columns.size === 0 && (await isBlank(path, encoding)) ? null : { columns: [...columns], read }
}

async function isBlank(path: string, encoding: Encoding): Promise<boolean> {
  let records = 0
  await eachJson(path, encoding, { record: () => ++records < 1, malformed: () => void records++ })
  return records === 0
}

async function readTable(path: string, encoding: Encoding, wanted: readonly string[], sink: RecordSink): Promise<void> {
  const cells = new WrittenCells(wanted.length)
  await eachJson(path, encoding, {
    record(record, { row, line }, text) {
      cells.begin(row, line)
      for (const [place, name] of wanted.entries()) cells.put(place, exact(record[name], name, text))
      sink.record(cells)
      return true
    },
    malformed(text, place) {
      sink.malformed('no JSON', `is not JSON: ${text.slice(0, 80)}`, place)
    },
  })
}

/** A whole number beyond 2^53 as the file writes it: long ids would lose their last digits. */
function exact(value: unknown, name: string, text: string): unknown {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return value
  const asWritten = (_key: string, member: unknown, context?: { readonly source?: string }): unknown =>
    typeof member === 'number' ? (context?.source ?? member) : member
  try {
    return (JSON.parse(text, asWritten) as JsonRecord)[name]
  } catch {
    return value
  }
}
