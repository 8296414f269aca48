import { type Database, fileLiteral, literal } from './_duckdb.ts'

/** How a text file is to be decoded. */
export type Encoding = 'utf-8' | 'latin-1'

/**
 * The raw lines of a text file, in batches; blank ones are null. Compressed files are opened by their ending.
 *
 * DuckDB reads a line as the only field of a row when nothing separates or quotes fields.
 */
export function linesOf(
  database: Database,
  path: string,
  encoding: Encoding,
): AsyncIterable<readonly (string | null)[]> {
  return database.texts(`SELECT line FROM ${lineReader(path, encoding)}`)
}

/** The first line of a JSON Lines file that is not JSON, with its 1-based number; null when all are. */
export async function malformedLine(
  database: Database,
  path: string,
): Promise<{ readonly line: number; readonly text: string } | null> {
  let read = 0
  const sql = `SELECT CASE WHEN json_valid(line) THEN NULL ELSE line END FROM ${lineReader(path, 'utf-8')}`
  for await (const batch of database.texts(sql)) {
    const place = batch.findIndex((text) => text !== null)
    if (place >= 0) return { line: read + place + 1, text: batch[place]! }
    read += batch.length
  }
  return null
}

function lineReader(path: string, encoding: Encoding): string {
  return `read_csv(${fileLiteral(path)}, columns = {line: 'VARCHAR'}, auto_detect = false, header = false,
    delim = '\u0001', quote = '', escape = '', encoding = ${literal(encoding)})`
}

/** The first line that is not blank, and how many blank ones come before it; null for a file without one. */
export async function headerLine(
  lines: AsyncIterable<readonly (string | null)[]>,
): Promise<{ readonly text: string; readonly skipped: number } | null> {
  let skipped = 0
  for await (const batch of lines) {
    for (const line of batch) {
      if (line !== null) return { text: line, skipped }
      skipped++
    }
  }
  return null
}

/**
 * Finds the line of the file on which a record begins.
 *
 * @param record 0-based; the header counts as a record where there is one
 * @param quoted whether a record may go on over a line end between quotes
 * @returns the 1-based line, or null beyond the end
 */
export async function lineOfRecord(
  lines: AsyncIterable<readonly (string | null)[]>,
  record: number,
  quoted: boolean,
): Promise<number | null> {
  let line = 0
  let records = 0
  let inside = false
  for await (const batch of lines) {
    for (const text of batch) {
      line++
      if (!inside && text !== null && records++ === record) return line
      if (quoted && ((text?.split('"').length ?? 1) - 1) % 2 === 1) inside = !inside
    }
  }
  return null
}

const separators = ['\t', '::', ',', ';', '|'] as const

/** The separator that occurs most often in a header, outside quotes. */
export function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '')
  const counts = separators.map((separator) => bare.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))]!
}

/** The names in a header; unnamed and repeated columns get their number. */
export function headerNames(header: string, separator: string): readonly string[] {
  const fields: string[] = []
  let inside = false
  for (const part of header.split(separator)) {
    // A part that begins inside quotes belongs to the field before it.
    if (inside) fields.push(`${fields.pop()}${separator}${part}`)
    else fields.push(part)
    if (part.split('"').length % 2 === 0) inside = !inside
  }
  const names: string[] = []
  for (const [place, field] of fields.entries()) {
    const name = field
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"')
    names.push(name === '' || names.includes(name) ? `${name || 'column'} ${place + 1}` : name)
  }
  return names
}
