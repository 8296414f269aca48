import { type Dataset, type ItemIndex, TastemakerError, type UserIndex } from '../../domain/index.ts'

/** Where the past ends: before a time (milliseconds since 1970), or before a row of the log. */
export type PastEnd = { readonly before: number } | { readonly row: number }

/** Rows from `from` up to, not including, `to`. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** What had happened at one moment: the only door through which tools look at a log. */
export interface Past {
  readonly data: Dataset
  /** Rows at or after this time are hidden; Infinity where no time ends the past. */
  readonly before: number
  /** The rows of one person that are not hidden, oldest first. */
  rowsOf(user: UserIndex): RowRange
  /** How often each item was touched, by item index. */
  counts(): Int32Array
  /** Whether somebody touched an item. */
  touched(user: UserIndex, item: ItemIndex): boolean
}

/**
 * A data set as it was at one moment.
 *
 * With a time, rows of everybody at or after it are hidden, and so are rows without a time, which may have come later.
 * With a row, the time is that of the row, so that a rating of the same second does not show; where the row has no
 * time, it and all that follow it in its person's own order are hidden, and others' rows stay: then give a training
 * part. Without an end, all rows are the past: give a training part.
 *
 * @throws {TastemakerError} `config/range` for a time that is none or a row that the log does not have
 * @example pastOf(data, { row: 41 }).rowsOf(userIndex(0))
 */
export function pastOf(data: Dataset, end?: PastEnd): Past {
  const { log } = data
  const row = end && 'row' in end ? end.row : undefined
  if (row !== undefined && !(Number.isInteger(row) && row >= 0 && row < log.length)) {
    throw new TastemakerError('config/range', `The log has no row ${row}.`, `It has rows 0 to ${log.length - 1}.`)
  }
  const time = end === undefined ? Number.POSITIVE_INFINITY : 'before' in end ? end.before : log.at[end.row]!
  if (Number.isNaN(time) && row === undefined) {
    throw new TastemakerError(
      'config/range',
      'The past cannot end before NaN.',
      'Give milliseconds since 1970, or a row.',
    )
  }
  const timed = end !== undefined && !Number.isNaN(time)
  const rowsOf = (user: UserIndex): RowRange => {
    const from = log.offsets[user]!
    const to = log.offsets[user + 1]!
    if (timed) return { from, to: firstNotBefore(log.at, time, from, to) }
    return { from, to: row !== undefined && row >= from && row < to ? row : to }
  }
  let counted: Int32Array | undefined
  return {
    data,
    before: timed ? time : Number.POSITIVE_INFINITY,
    rowsOf,
    counts() {
      if (counted) return counted
      counted = new Int32Array(data.items.size)
      for (let user = 0; user < data.users.size; user++) {
        const { from, to } = rowsOf(user as UserIndex)
        for (let at = from; at < to; at++) counted[log.item[at]!]!++
      }
      return counted
    },
    touched(user, item) {
      const { from, to } = rowsOf(user)
      return log.item.subarray(from, to).includes(item)
    },
  }
}

/** The first row of a range that is not before a time; rows without one stand at the end of the range. */
function firstNotBefore(at: Float64Array, time: number, from: number, to: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (at[middle]! < time) low = middle + 1
    else high = middle
  }
  return low
}
