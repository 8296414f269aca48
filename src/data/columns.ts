import type { ContextColumn, History, Interactions } from '../domain/index.ts'

/** Loose rows as columns, in any order; the input of `interactions`. */
export interface RowColumns {
  readonly user: ArrayLike<number>
  readonly item: ArrayLike<number>
  readonly value: ArrayLike<number>
  readonly at: ArrayLike<number>
  readonly context?: readonly ContextColumn[]
}

/**
 * Puts rows into the canonical order: by user, then time, then item.
 *
 * @param users number of people, so that those without rows have an empty range
 * @returns the grouped log; rows without a time (NaN) keep their given order after those with one
 * @example interactions(2, { user: [1, 0], item: [0, 0], value: [1, 1], at: [5, 4] }).offsets // [0, 1, 2]
 */
export function interactions(users: number, rows: RowColumns): Interactions {
  const order = groupByUser(users, rows.user)
  const later = (a: number, b: number): number =>
    compareTimes(rows.at[a]!, rows.at[b]!) ||
    (Number.isNaN(rows.at[a]!) ? a - b : rows.item[a]! - rows.item[b]! || a - b)
  for (let from = 0, row = 1; row <= order.length; row++) {
    if (row < order.length && rows.user[order[row]!] === rows.user[order[from]!]) continue
    order.subarray(from, row).sort(later)
    from = row
  }
  return gather(users, rows, order)
}

/**
 * Takes some rows of a log.
 *
 * @param rows ascending row numbers
 * @returns a log of those rows, grouped as before
 * @example selectRows(log, Int32Array.of(0, 2)).length // 2
 */
export function selectRows(log: Interactions, rows: ArrayLike<number>): Interactions {
  return gather(log.offsets.length - 1, log, rows)
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
function groupByUser(users: number, user: ArrayLike<number>): Int32Array {
  const next = new Int32Array(users + 1)
  for (let row = 0; row < user.length; row++) next[user[row]! + 1]!++
  for (let u = 0; u < users; u++) next[u + 1]! += next[u]!
  const order = new Int32Array(user.length)
  for (let row = 0; row < user.length; row++) order[next[user[row]!]!++] = row
  return order
}

function compareTimes(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a - b
}

function gather(users: number, from: RowColumns, rows: ArrayLike<number>): Interactions {
  const length = rows.length
  const offsets = new Int32Array(new SharedArrayBuffer((users + 1) * 4))
  const user = new Int32Array(new SharedArrayBuffer(length * 4))
  const item = new Int32Array(new SharedArrayBuffer(length * 4))
  const value = new Float32Array(new SharedArrayBuffer(length * 4))
  const at = new Float64Array(new SharedArrayBuffer(length * 8))
  for (let i = 0; i < length; i++) {
    const row = rows[i]!
    user[i] = from.user[row]!
    item[i] = from.item[row]!
    value[i] = from.value[row]!
    at[i] = from.at[row]!
    offsets[user[i]! + 1]!++
  }
  for (let u = 0; u < users; u++) offsets[u + 1]! += offsets[u]!
  const context = from.context?.map((column) => ({ ...column, codes: taken(column.codes, rows) }))
  return { length, offsets, user, item, value, at, ...(context ? { context } : {}) }
}

function taken(codes: Int32Array, rows: ArrayLike<number>): Int32Array {
  const kept = new Int32Array(new SharedArrayBuffer(rows.length * 4))
  for (let i = 0; i < kept.length; i++) kept[i] = codes[rows[i]!]!
  return kept
}
