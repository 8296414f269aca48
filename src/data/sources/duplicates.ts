import { TastemakerError } from '../../domain/index.ts'
import { type GivenTable, shown } from './_table-checks.ts'

/** What becomes of several rows for one person and item. `sum` makes totals, which are no ratings. */
export type Duplicates = 'last' | 'keep-all' | 'max' | 'sum' | 'error'

const pair = 'user_id, item_id'
const best = (order: string): string =>
  `SELECT * FROM events QUALIFY row_number() OVER (PARTITION BY ${pair} ORDER BY ${order}) = 1`
const latest = 'moment DESC NULLS LAST, place DESC'

/** The rows of `events` that each policy leaves. */
const kept: Readonly<Record<Duplicates, string>> = {
  last: best(latest),
  max: best(`value DESC, ${latest}`),
  sum: `SELECT max(place) AS place, ${pair}, sum(value) AS value, max(moment) AS moment FROM events GROUP BY ${pair}`,
  'keep-all': 'FROM events',
  error: 'FROM events',
}

const done: Readonly<Record<Exclude<Duplicates, 'error'>, string>> = {
  last: 'the last in time kept',
  max: 'the highest value kept',
  sum: 'values added up',
  'keep-all': 'all kept',
}

/**
 * Applies a policy to the repeated pairs of `events`.
 *
 * @returns the SQL of the rows that are left, and a note where there were repeats
 * @throws {TastemakerError} `format/duplicate` at the first repeat, when the policy is `error`
 */
export async function mergeDuplicates(
  table: GivenTable,
  policy: Duplicates,
): Promise<{ readonly sql: string; readonly notes: readonly string[] }> {
  const [[repeats]] = (await table.database.rows(
    `SELECT (count(*) - (SELECT count(*) FROM (SELECT DISTINCT ${pair} FROM events)))::DOUBLE FROM events`,
  )) as [[number]]
  if (repeats === 0) return { sql: kept['keep-all'], notes: [] }
  if (policy === 'error') throw await duplicate(table)
  return { sql: kept[policy], notes: [`${repeats} rows repeat a pair of person and item: ${done[policy]}`] }
}

async function duplicate(table: GivenTable): Promise<TastemakerError> {
  const [[user, item, earlier, later]] = (await table.database.rows(
    `SELECT ${pair}, earlier::DOUBLE, place::DOUBLE FROM (
       SELECT *, lag(place) OVER (PARTITION BY ${pair} ORDER BY place) AS earlier FROM events
     ) WHERE earlier IS NOT NULL ORDER BY place LIMIT 1`,
  )) as [[string, string, number, number]]
  return new TastemakerError(
    'format/duplicate',
    `${await table.where(later)}: user ${shown(user)} and item ${shown(item)} must occur once, they are in row ${earlier + 1} too.`,
    'Take one of the rows out, or choose what to keep: last, max, sum or keep-all.',
  )
}
