import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { itemId, TastemakerError, userId } from '../../domain/index.ts'
import type { Row } from '../dataset.ts'
import { type Film, genres, type MovieLensTables, type Rater } from './_movielens-tables.ts'

/** Reads the files as GroupLens gives them: `u.data`, `u.item` (Latin-1) and `u.user`. */
export async function readGroupLensFiles(folder: string): Promise<MovieLensTables> {
  const [rows, films, raters] = await Promise.all([
    readLines(join(folder, 'u.data'), '\t', 4, ratingOf),
    readLines(join(folder, 'u.item'), '|', 5 + genres.length, filmOf),
    readLines(join(folder, 'u.user'), '|', 5, raterOf),
  ])
  return { rows, films, raters }
}

async function readLines<Record>(
  path: string,
  separator: string,
  width: number,
  read: (fields: readonly string[]) => Record | null,
): Promise<readonly Record[]> {
  const text = await readFile(path, 'latin1')
  const records: Record[] = []
  for (const [place, line] of text.split(/\r?\n/).entries()) {
    if (line === '') continue
    const fields = line.split(separator)
    const record = fields.length === width ? read(fields) : null
    if (record === null) {
      throw new TastemakerError(
        'format/value',
        `Line ${place + 1} of ${path} must have ${width} fields of MovieLens 100K, got "${line.slice(0, 80)}".`,
        'The file may be damaged: pull or unpack it again.',
      )
    }
    records.push(record)
  }
  return records
}

function ratingOf(fields: readonly string[]): Row | null {
  const value = Number(fields[2])
  const seconds = Number(fields[3])
  if (!(value >= 1 && value <= 5) || !Number.isFinite(seconds)) return null
  return { user: userId(fields[0]!), item: itemId(fields[1]!), value, at: seconds * 1000 }
}

function filmOf(fields: readonly string[]): Film {
  return { id: fields[0]!, title: fields[1]!, released: fields[2]!, flags: fields.slice(5).map(Number) }
}

function raterOf(fields: readonly string[]): Rater {
  const [id, age, gender, occupation, zipCode] = fields
  return { id: id!, age: Number(age), gender: gender!, occupation: occupation!, zipCode: zipCode! }
}
