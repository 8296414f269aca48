import { type Scale, TastemakerError } from '../../domain/index.ts'
import type { Database } from './_duckdb.ts'
import { checkScale, checkValues, type GivenTable, number } from './_table-checks.ts'
import type { Duplicates } from './duplicates.ts'

/** Scales in use, the narrower first; a file is read on the first that holds all its values. */
const scales: readonly Scale[] = [
  { min: 0, max: 1, step: 1 },
  { min: 1, max: 5, step: 1 },
  { min: 0.5, max: 5, step: 0.5 },
  { min: 0, max: 5, step: 1 },
  { min: 0, max: 5, step: 0.5 },
  { min: 1, max: 10, step: 1 },
  { min: 0.5, max: 10, step: 0.5 },
  { min: 0, max: 10, step: 1 },
  { min: 0, max: 10, step: 0.5 },
]

/** What the values are: ratings on a scale, other numbers, or 1 for each event. */
export interface Values {
  readonly sql: string
  readonly scale?: Scale
  readonly notes: readonly string[]
}

/**
 * Checks the column of values and finds out what it holds.
 *
 * @throws {TastemakerError} `format/value`, `format/rating-range`, or `format/column` for a scale without values
 */
export async function readValues(
  table: GivenTable,
  scale: Scale | undefined,
  duplicates: Duplicates | undefined,
): Promise<Values> {
  const column = table.mapping.value
  if (column === undefined) {
    if (!scale) return { sql: '1::DOUBLE', notes: ['no column of values: plain events'] }
    throw new TastemakerError(
      'format/column',
      `${table.path} has no column of ratings for the scale.`,
      'Name it: --columns value=….',
    )
  }
  await checkValues(table)
  const sql = number('value')
  if (scale) {
    await checkScale(table, scale)
    return { sql, scale, notes: [] }
  }
  const guess = duplicates === 'sum' ? null : await guessScale(table.database)
  if (guess === null) {
    const why = duplicates === 'sum' ? 'is to be summed' : 'is on no rating scale'
    return { sql, notes: [`"${column}" ${why}: weights of events`] }
  }
  return {
    sql,
    scale: guess,
    notes: [`"${column}" read as ratings from ${guess.min} to ${guess.max} in steps of ${guess.step}`],
  }
}

/** Guesses the scale of a column of numbers; null when they are not on a known one, or all the same. */
async function guessScale(database: Database): Promise<Scale | null> {
  const [[low, high, step]] = (await database.rows(
    `SELECT min(v), max(v), CASE WHEN bool_and(v = floor(v)) THEN 1.0 WHEN bool_and(2 * v = floor(2 * v)) THEN 0.5 ELSE 0.0 END::DOUBLE
     FROM (SELECT ${number('value')} AS v FROM given)`,
  )) as [[number, number, number]]
  if (step === 0 || low === high) return null
  return scales.find((scale) => scale.step <= step && scale.min <= low && high <= scale.max) ?? null
}
