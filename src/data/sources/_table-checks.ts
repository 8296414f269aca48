import { type Scale, TastemakerError } from '../../domain/index.ts'
import type { Cell, Database } from './_duckdb.ts'
import type { CompleteMapping } from './column-mapping.ts'

/** A table in the database: `given`, with every column as text, and how to tell a user where a row is. */
export interface GivenTable {
  readonly database: Database
  readonly path: string
  readonly mapping: CompleteMapping
  /** A 0-based row as `Row 3 (line 4 of ratings.csv)`. */
  where(row: number): Promise<string>
}

/** A value as SQL: text in, number out, null where it is none. */
export const number = (column: string): string => `try_cast(${column} AS DOUBLE)`

/** Throws `format/value` at the first row without a person or an item. */
export async function checkIds(table: GivenTable): Promise<void> {
  for (const part of ['user', 'item'] as const) {
    const row = await first(table, `${part}_id IS NULL OR ${part}_id = ''`)
    if (row === null) continue
    throw new TastemakerError(
      'format/value',
      `${await table.where(row)}: column "${table.mapping[part]}" must hold the id of ${part === 'user' ? 'a person' : 'an item'}, it is empty.`,
      'Fill it in, or take the row out.',
    )
  }
}

/** Throws `format/value` at the first value that is not a finite number. */
export async function checkValues(table: GivenTable): Promise<void> {
  const row = await first(table, `NOT coalesce(isfinite(${number('value')}), false)`)
  if (row === null) return
  throw new TastemakerError(
    'format/value',
    `${await table.where(row)}: column "${table.mapping.value}" must hold a finite number, got ${shown(await cell(table, 'value', row))}.`,
    'Correct the row, or name the column with the ratings: --columns value=….',
  )
}

/** Throws `format/rating-range` at the first value that is not on the scale. */
export async function checkScale(table: GivenTable, { min, max, step }: Scale): Promise<void> {
  const value = number('value')
  const steps = `((${value} - ${min}) / ${step})`
  const row = await first(table, `NOT (${value} BETWEEN ${min} AND ${max}) OR abs(${steps} - round(${steps})) > 1e-6`)
  if (row === null) return
  throw new TastemakerError(
    'format/rating-range',
    `${await table.where(row)}: a rating must lie on the scale ${min} to ${max} in steps of ${step}, got ${await cell(table, 'value', row)}.`,
    'Correct the row, or declare the scale that the file has.',
  )
}

/** The first row that meets a condition, 0-based; null when none does. */
export async function first(table: GivenTable, condition: string): Promise<number | null> {
  const [[row]] = (await table.database.rows(`SELECT min(rowid)::DOUBLE FROM given WHERE ${condition}`)) as [
    [number | null],
  ]
  return row
}

/** One cell of the table as given. */
export async function cell(table: GivenTable, column: string, row: number): Promise<Cell> {
  const [[text]] = (await table.database.rows(`SELECT ${column} FROM given WHERE rowid = ${row}`)) as [[Cell]]
  return text
}

/** A cell as a message shows it. */
export function shown(text: Cell): string {
  return text === null ? 'nothing' : JSON.stringify(String(text).slice(0, 60))
}
