import { type Item, type Scale, TastemakerError } from '../../domain/index.ts'
import type { CodedRows } from '../dataset.ts'
import { firstDuplicate, type MergePolicy } from '../duplicates.ts'
import { ForeignText } from './_cells.ts'
import { defaultMemory } from './_duckdb.ts'
import type { EventColumns } from './_event-columns.ts'
import { type EventRows, EventSink, type RowFilter } from './_event-sink.ts'
import { type OpenOptions, openTable } from './_open-table.ts'
import { rejects, whereIs } from './_rejects.ts'
import { shown } from './_row-refusals.ts'
import { requireColumns } from './_table-source.ts'
import type { TextLayout } from './_text-layout.ts'
import { guessScale } from './_value-scale.ts'
import type { TableOptions } from './table-options.ts'

/** A log in one or several files of the same columns. */
export interface EventFiles {
  readonly paths: readonly [string, ...string[]]
  readonly layout?: Partial<TextLayout>
  /** What the values are: `guess` looks at them, `weights` are no ratings whatever they look like. */
  readonly values: 'guess' | 'weights'
  /** Which rows are wanted, given the names in the first file; all without it. */
  filter?(columns: readonly string[]): RowFilter | undefined
  /** Which columns play which part, given the names in the first file. */
  plan(columns: readonly string[]): EventColumns
}

/** A log as columns, with all that was found out on the way. */
export interface Events {
  readonly rows: EventRows
  readonly scale?: Scale
  /** What the rows tell of the items. */
  readonly cards: readonly Item[]
  readonly columns: EventColumns
  readonly duplicates: MergePolicy
  readonly open: OpenOptions
  readonly notes: readonly string[]
}

/**
 * Reads a log: as UTF-8, and once more as Latin-1 where it is not.
 *
 * @throws {TastemakerError} `io/missing`, `format/unreadable`, `format/column`, `format/value`, `format/rating-range`,
 *   `format/duplicate`, `format/too-many-errors`, `config/option` or `data/empty`, with the row and the value
 */
export async function readEvents(files: EventFiles, options: TableOptions): Promise<Events> {
  if (options.scale && options.duplicates === 'sum') {
    const hint = 'Leave out the scale, or choose last or max.'
    throw new TastemakerError('config/option', 'Summed values have no rating scale.', hint)
  }
  const memory = options.memory ?? defaultMemory
  const layout = files.layout ? { layout: files.layout } : {}
  return eitherEncoding((encoding) => read(files, options, { encoding, memory, ...layout }))
}

/** Reads as UTF-8, and once more as Latin-1 where the bytes are not UTF-8. */
export async function eitherEncoding<Result>(
  work: (encoding: OpenOptions['encoding']) => Promise<Result>,
): Promise<Result> {
  try {
    return await work('utf-8')
  } catch (error) {
    if (!(error instanceof ForeignText)) throw error
    return work('latin-1')
  }
}

async function read(files: EventFiles, options: TableOptions, open: OpenOptions): Promise<Events> {
  const [path] = files.paths
  const first = await openTable(path, open)
  if (first === null) throw empty(path)
  const columns = files.plan(first.columns)
  if (options.scale && columns.value === undefined) {
    const hint = 'Name it: --columns value=….'
    throw new TastemakerError('format/column', `${path} has no column of ratings for the scale.`, hint)
  }
  const left = rejects(path, options.maxErrors ?? 0)
  const { scale, duplicates } = options
  const sink = new EventSink(
    { columns, scale, filter: files.filter?.(first.columns), places: duplicates === 'error' },
    left,
  )
  for (const each of files.paths) {
    const source = each === path ? first : await openTable(each, open)
    if (source === null) continue
    requireColumns(each, source.columns, [columns.user, columns.item, columns.value, columns.at].filter(isGiven))
    sink.readFrom(each)
    await source.read(sink.wanted, sink)
  }
  if (sink.count === 0) throw empty(path, left.notes())
  const { rows, cards } = sink.finish(open.encoding)
  if (duplicates === 'error') refuseDuplicates(rows, sink, path)
  const values = valuesOf(files, options, columns, rows.value)
  return {
    rows,
    ...(values.scale ? { scale: values.scale } : {}),
    cards,
    columns,
    duplicates:
      duplicates === undefined
        ? values.scale
          ? 'last'
          : 'keep-all'
        : duplicates === 'error'
          ? 'keep-all'
          : duplicates,
    open,
    notes: [
      ...(open.encoding === 'utf-8' ? [] : ['not UTF-8: read as Latin-1']),
      ...values.notes,
      ...sink.times.notes(rows.at),
      ...left.notes(),
    ],
  }
}

const isGiven = (column: string | undefined): column is string => column !== undefined

/** What the values are, in a note. */
function valuesOf(
  files: EventFiles,
  { scale, duplicates }: TableOptions,
  { value }: EventColumns,
  values: Float32Array,
): { readonly scale?: Scale; readonly notes: readonly string[] } {
  if (value === undefined) return { notes: ['no column of values: plain events'] }
  if (scale) return { scale, notes: [] }
  if (files.values === 'weights') return { notes: [`"${value}" read as weights of events`] }
  if (duplicates === 'sum') return { notes: [`"${value}" is to be summed: weights of events`] }
  const guess = guessScale(values)
  if (guess === null) return { notes: [`"${value}" is on no rating scale: weights of events`] }
  const { min, max, step } = guess
  return { scale: guess, notes: [`"${value}" read as ratings from ${min} to ${max} in steps of ${step}`] }
}

function refuseDuplicates(rows: CodedRows, sink: EventSink, path: string): void {
  const found = firstDuplicate(rows)
  if (found === null) return
  const user = shown(rows.userIds[rows.user[found.row]!]!)
  const item = shown(rows.itemIds[rows.item[found.row]!]!)
  throw new TastemakerError(
    'format/duplicate',
    `${whereIs(sink.placeOf(found.row), path)}: user ${user} and item ${item} must occur once, they are in row ${sink.placeOf(found.earlier).row + 1} too.`,
    'Take one of the rows out, or choose what to keep: last, max, sum or keep-all.',
  )
}

function empty(path: string, notes: readonly string[] = []): TastemakerError {
  return new TastemakerError(
    'data/empty',
    `${path} holds no rows${notes.length > 0 ? ` to keep: ${notes.join('; ')}` : ''}.`,
    'One row for each event is expected, under a line of names.',
  )
}
