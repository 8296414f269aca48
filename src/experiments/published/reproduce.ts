import { type Clock, systemClock } from '../../clock.ts'
import { prepare } from '../../data/index.ts'
import { type Dataset, TastemakerError } from '../../domain/index.ts'
import { type Environment, thisEnvironment } from '../../evaluation/index.ts'
import { modelByName } from '../../models/index.ts'
import { nearest } from '../../nearest.ts'
import { evaluate } from '../evaluate.ts'
import { evaluateRatings } from '../evaluate-ratings.ts'
import type { OnProgress } from '../progress.ts'
import { type PublishedRun, type PublishedTable, published } from './published.ts'

/** A number of this library beside the published one. */
export interface ReproducedRow {
  /** As the source calls it; empty for a row that the source does not have. */
  readonly published: string
  readonly model: string | null
  readonly metrics: Readonly<
    Record<
      string,
      {
        readonly published: number | null
        readonly ours: number | null
        /** Of ours, over people; null for folds. */
        readonly low: number | null
        readonly high: number | null
      }
    >
  >
  /** Of the fit, here. */
  readonly seconds: number | null
}

/** A published table run again. */
export interface Reproduction {
  readonly table: PublishedTable
  readonly rows: readonly ReproducedRow[]
  readonly split: string
  readonly environment: Environment
}

/**
 * Runs a published protocol on data that the user has.
 *
 * Options are those of the model's defaults unless the source gives others: nothing is tuned towards the published number.
 *
 * @param id of a table in `published`
 * @throws {TastemakerError} `config/unknown-name` for an id that is not there, `experiment/protocol` for a table that cannot be
 * followed, or data that are not the data set it was made on
 * @example (await reproduce('surprise-ml-100k', data)).rows[0]?.metrics['rmse']
 */
export async function reproduce(
  id: string,
  data: Dataset,
  options: {
    readonly seed?: number
    readonly threads?: number
    readonly clock?: Clock
    readonly onProgress?: OnProgress
  } = {},
): Promise<Reproduction> {
  const { seed = 1, threads = 1, clock = systemClock, onProgress } = options
  const table = publishedTable(id)
  if (!table.run) {
    throw new TastemakerError(
      'experiment/protocol',
      `"${id}" can be read and not run again: ${table.why}.`,
      'tastemaker bench list says which can be run.',
    )
  }
  const prepared = prepare(data, table.run.prepare ?? {})
  requireSameData(prepared, table, table.run)
  const environment = thisEnvironment(threads)
  const run = { data: prepared, seed, threads, clock, ...(onProgress ? { onProgress } : {}) }
  const { split } = table.run
  const made =
    typeof split === 'string' ? await ranked(table, table.run, split, run) : await rated(table.run, split, run)
  const named = new Set(table.run.models.map(([name]) => name))
  const rows = [
    ...table.run.models.map(([name, model]) => beside(table, name, made.of(model))),
    ...table.rows.filter(([name]) => !named.has(name)).map(([name]) => beside(table, name, null)),
  ]
  return { table, rows, split: made.split, environment }
}

/** Looks a table up. @example publishedTable('surprise-ml-100k').protocol */
export function publishedTable(id: string): PublishedTable {
  const found = published.find((table) => table.id === id)
  if (found) return found
  const ids = published.map((table) => table.id)
  const near = nearest(id, ids)
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Tables: ${ids.join(', ')}.`
  throw new TastemakerError('config/unknown-name', `There is no published table "${id}".`, hint)
}

interface Ours {
  readonly model: string
  readonly seconds: number | null
  readonly values: Readonly<Record<string, { mean: number | null; low: number | null; high: number | null }>>
}

interface Made {
  readonly split: string
  of(model: string): Ours
}

interface Run {
  readonly data: Dataset
  readonly seed: number
  readonly threads: number
  readonly clock: Clock
  readonly onProgress?: OnProgress
}

async function ranked(table: PublishedTable, { models }: PublishedRun, split: string, run: Run): Promise<Made> {
  const recommenders = models.map(([, model]) => model)
  const { rows, protocol } = await evaluate({ ...run, recommenders, split, metrics: table.metrics })
  return {
    split: protocol.split,
    of(model) {
      const name = modelByName(model).name
      const row = rows.find(({ recommender }) => recommender === name)!
      return { model: name, seconds: row.fitSeconds, values: row.metrics }
    },
  }
}

async function rated({ models }: PublishedRun, { folds }: { readonly folds: number }, run: Run): Promise<Made> {
  const results = new Map<string, Ours>()
  let described = ''
  const { onProgress, ...rest } = run
  for (const [place, [, text]] of models.entries()) {
    onProgress?.({ stage: `folds of ${text}`, done: place, total: models.length, unit: 'models' })
    const { micro, folds: each, split, model } = await evaluateRatings({ ...rest, model: modelByName(text), folds })
    described = split
    const seconds = each.reduce((sum, fold) => sum + fold.fitSeconds, 0) / each.length
    results.set(text, { model, seconds, values: { rmse: { mean: micro.rmse, low: null, high: null } } })
  }
  return { split: described, of: (model) => results.get(model)! }
}

function beside(table: PublishedTable, name: string, ours: Ours | null): ReproducedRow {
  const row = table.rows.find(([own]) => own === name)
  const metrics = table.metrics.map((metric, place) => {
    const cell = ours?.values[metric]
    const number = (row?.[place + 1] ?? null) as number | null
    return [metric, { published: number, ours: cell?.mean ?? null, low: cell?.low ?? null, high: cell?.high ?? null }]
  })
  return {
    published: name,
    model: ours?.model ?? null,
    metrics: Object.fromEntries(metrics),
    seconds: ours?.seconds ?? null,
  }
}

/** A number under another data set's name is worse than none. */
function requireSameData(
  { name, users, items, log }: Dataset,
  { id, dataset }: PublishedTable,
  run: PublishedRun,
): void {
  const { expects } = run
  const counts = { people: users.size, items: items.size, events: log.length }
  const wrong = (Object.keys(expects) as (keyof typeof expects)[]).filter((part) => counts[part] !== expects[part])
  if (wrong.length === 0) return
  const told = wrong.map(
    (part) => `${counts[part].toLocaleString('en-US')} ${part} in place of ${expects[part].toLocaleString('en-US')}`,
  )
  throw new TastemakerError(
    'experiment/protocol',
    `"${id}" was made on ${dataset}, and "${name}" is not it after the same preparation: it has ${told.join(', ')}.`,
    'Give the data set of the table, whole and unchanged.',
  )
}
