import { TastemakerError } from '../../domain/index.ts'
import { cell, type GivenTable, number, shown } from './_table-checks.ts'

/** Units of time with the SQL that turns a cell into milliseconds; a size tells the numeric ones apart. */
const units = {
  seconds: `${number('moment')} * 1000`,
  milliseconds: number('moment'),
  microseconds: `${number('moment')} / 1000`,
  dates: `epoch_us(try_cast(moment AS TIMESTAMPTZ)) / 1000`,
} as const

type Unit = keyof typeof units

/** Eleven digits of seconds are the year 5138 and eleven digits of milliseconds the year 1973: the ranges do not meet. */
const unitOfCell = `CASE
  WHEN moment IS NULL OR trim(moment) = '' THEN 'none'
  WHEN abs(${number('moment')}) < 1e11 THEN 'seconds'
  WHEN abs(${number('moment')}) < 1e14 THEN 'milliseconds'
  WHEN abs(${number('moment')}) < 1e17 THEN 'microseconds'
  WHEN try_cast(moment AS TIMESTAMPTZ) IS NOT NULL THEN 'dates'
  ELSE 'unknown' END`

/** How the times of a table are read. */
export interface Times {
  /** SQL of the milliseconds since 1970 UTC of a row of `given`, null where it has no time. */
  readonly sql: string
  readonly notes: readonly string[]
}

/**
 * Finds the unit of the times.
 *
 * @throws {TastemakerError} `format/value` for a text that is no time, or when a file mixes units
 */
export async function readTimes(table: GivenTable): Promise<Times> {
  const found = (await table.database.rows(
    `SELECT unit, count(*)::DOUBLE, min(rowid)::DOUBLE FROM (SELECT rowid, ${unitOfCell} AS unit FROM given)
     GROUP BY unit ORDER BY min(rowid)`,
  )) as [Unit | 'none' | 'unknown', number, number][]
  const column = `column "${table.mapping.at}"`
  const unknown = found.find(([unit]) => unit === 'unknown')
  if (unknown) {
    throw new TastemakerError(
      'format/value',
      `${await table.where(unknown[2])}: ${column} must hold a Unix time or an ISO date, got ${shown(await cell(table, 'moment', unknown[2]))}.`,
      'Write times as seconds, milliseconds or microseconds since 1970, or as 2024-01-31T18:00:00Z.',
    )
  }
  const [one, other] = found.filter(([unit]) => unit !== 'none') as [Unit, number, number][]
  if (one && other) {
    const [text, otherText] = [await cell(table, 'moment', one[2]), await cell(table, 'moment', other[2])]
    throw new TastemakerError(
      'format/value',
      `${await table.where(other[2])}: ${column} must hold one unit, got ${other[0]} (${otherText}) after ${one[0]} (${text}) in row ${one[2] + 1}.`,
      'Bring all times of the file to one unit.',
    )
  }
  const without = found.find(([unit]) => unit === 'none')?.[1] ?? 0
  if (!one) return { sql: 'NULL::DOUBLE', notes: [`${column} is empty: no row has a time`] }
  const sql = units[one[0]]
  const [[from, to]] = (await table.database.rows(`SELECT min(${sql}), max(${sql}) FROM given`)) as [[number, number]]
  return {
    sql: `(${sql})::DOUBLE`,
    notes: [
      `times read as ${one[0]}: ${day(from)} to ${day(to)}`,
      ...(without > 0 ? [`${without} rows have no time and come last for their person`] : []),
    ],
  }
}

/** A day for people to read; a number beyond what a date can hold is shown as it is. */
function day(milliseconds: number): string {
  return Math.abs(milliseconds) > 8.64e15 ? String(milliseconds) : new Date(milliseconds).toISOString().slice(0, 10)
}
