import type { ContextColumn, History, Interactions } from '../domain/index.ts'
import { orderEachPerson } from './_canonical-order.ts'

/** Loose rows as columns, in any order; the input of `interactions`. */
export interface RowColumns {
  readonly user: ArrayLike<number>
  readonly item: ArrayLike<number>
  readonly value: ArrayLike<number>
  readonly at: ArrayLike<number>
  readonly context?: readonly ContextColumn[]
}

/** Indices by the places of ids in a list. */
export interface IndexCodes {
  readonly user: Int32Array
  readonly item: Int32Array
}

/**
 * Puts rows into the canonical order: by user, then time, then item.
 *
 * @param users number of people, so that those without rows have an empty range
 * @param codes the indices that `rows.user` and `rows.item` stand for, where these are places in lists of ids
 * @returns the grouped log; rows without a time (NaN) keep their given order after those with one
 * @example interactions(2, { user: [1, 0], item: [0, 0], value: [1, 1], at: [5, 4] }).offsets // [0, 1, 2]
 */
export function interactions(users: number, rows: RowColumns, codes?: IndexCodes): Interactions {
  const { offsets, order } = groupByUser(users, codes ? recoded(rows.user, codes.user) : rows.user)
  const item = taken(Int32Array, rows.item, order)
  if (codes) for (let row = 0; row < item.length; row++) item[row] = codes.item[item[row]!]!
  const at = taken(Float64Array, rows.at, order)
  orderEachPerson(offsets, at, item, order)
  const value = taken(Float32Array, rows.value, order)
  const context = contextOf(rows.context, order)
  return { length: order.length, offsets, user: usersOf(offsets), item, value, at, ...context }
}

/**
 * Takes some rows of a log.
 *
 * @param rows ascending row numbers
 * @returns a log of those rows, grouped as before
 * @example selectRows(log, Int32Array.of(0, 2)).length // 2
 */
export function selectRows(log: Interactions, rows: ArrayLike<number>): Interactions {
  const offsets = new Int32Array(new SharedArrayBuffer(log.offsets.byteLength))
  for (let i = 0; i < rows.length; i++) offsets[log.user[rows[i]!]! + 1]!++
  for (let u = 1; u < offsets.length; u++) offsets[u]! += offsets[u - 1]!
  return {
    length: rows.length,
    offsets,
    user: taken(Int32Array, log.user, rows),
    item: taken(Int32Array, log.item, rows),
    value: taken(Float32Array, log.value, rows),
    at: taken(Float64Array, log.at, rows),
    ...contextOf(log.context, rows),
  }
}

/**
 * Puts the rows of several logs of the same people together, in canonical order.
 *
 * @example joinLogs(train.log, validation.log).length
 */
export function joinLogs(...logs: readonly [Interactions, ...Interactions[]]): Interactions {
  const length = logs.reduce((sum, log) => sum + log.length, 0)
  const all = <Column extends Int32Array | Float32Array | Float64Array>(
    into: Column,
    of: (log: Interactions) => Column,
  ) => {
    let from = 0
    for (const log of logs) {
      into.set(of(log), from)
      from += log.length
    }
    return into
  }
  // Parts of one data set have the same columns of circumstances, with the same values.
  const context = logs[0].context?.map(({ name, values }, place) => ({
    name,
    values,
    codes: all(new Int32Array(length), (log) => log.context![place]!.codes),
  }))
  return interactions(logs[0].offsets.length - 1, {
    user: all(new Int32Array(length), (log) => log.user),
    item: all(new Int32Array(length), (log) => log.item),
    value: all(new Float32Array(length), (log) => log.value),
    at: all(new Float64Array(length), (log) => log.at),
    ...(context ? { context } : {}),
  })
}

/**
 * What one person did, oldest first.
 *
 * @returns views into the log's columns, nothing is copied
 * @example historyOf(log, 0).items
 */
export function historyOf(log: Interactions, user: number): History {
  const from = log.offsets[user]!
  const to = log.offsets[user + 1]!
  return { items: log.item.subarray(from, to), values: log.value.subarray(from, to) }
}

/** Counts rows per item. @returns array of `items` counts @example itemCounts(log, 1682)[0] */
export function itemCounts(log: Interactions, items: number): Int32Array {
  const counts = new Int32Array(items)
  for (const item of log.item) counts[item]!++
  return counts
}

/** Row numbers by user, in given order within each: a counting sort, so that long logs cost one pass. */
function groupByUser(
  users: number,
  user: ArrayLike<number>,
): { readonly offsets: Int32Array; readonly order: Int32Array } {
  const offsets = new Int32Array(new SharedArrayBuffer((users + 1) * 4))
  for (let row = 0; row < user.length; row++) offsets[user[row]! + 1]!++
  for (let u = 0; u < users; u++) offsets[u + 1]! += offsets[u]!
  const next = offsets.slice()
  const order = new Int32Array(user.length)
  for (let row = 0; row < order.length; row++) order[next[user[row]!]!++] = row
  return { offsets, order }
}

function recoded(places: ArrayLike<number>, indices: Int32Array): Int32Array {
  const column = new Int32Array(places.length)
  for (let row = 0; row < column.length; row++) column[row] = indices[places[row]!]!
  return column
}

/** The person of each row of a grouped log. */
function usersOf(offsets: Int32Array): Int32Array {
  const user = new Int32Array(new SharedArrayBuffer(offsets.at(-1)! * 4))
  for (let u = 0; u + 1 < offsets.length; u++) user.fill(u, offsets[u]!, offsets[u + 1]!)
  return user
}

interface ColumnType<Column> {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: SharedArrayBuffer): Column
}

/** Some rows of a column, on a shared buffer. */
function taken<Column extends Int32Array | Float32Array | Float64Array>(
  Type: ColumnType<Column>,
  column: ArrayLike<number>,
  rows: ArrayLike<number>,
): Column {
  const kept = new Type(new SharedArrayBuffer(rows.length * Type.BYTES_PER_ELEMENT))
  for (let i = 0; i < kept.length; i++) kept[i] = column[rows[i]!]!
  return kept
}

function contextOf(
  context: readonly ContextColumn[] | undefined,
  rows: ArrayLike<number>,
): { readonly context?: readonly ContextColumn[] } {
  if (!context) return {}
  return { context: context.map((column) => ({ ...column, codes: taken(Int32Array, column.codes, rows) })) }
}
