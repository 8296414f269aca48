import { z } from 'zod'
import { type Dataset, type Interactions, TastemakerError } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { selectRows } from '../columns.ts'
import { withPeopleAndItemsOf } from './_compact.ts'
import { coreRows } from './_core.ts'

/** What to keep of a data set before it is split; applied in this order. */
export const prepareOptions = z.object({
  /** Keeps events from this moment on: a day such as 1998-01-31, or an ISO time. */
  from: z.iso.date().or(z.iso.datetime()).optional(),
  /** Keeps events before this moment. */
  to: z.iso.date().or(z.iso.datetime()).optional(),
  /** Keeps events with at least this value and makes them plain: "liked" in place of stars. */
  positive: z.number().optional(),
  /** Keeps people with at least so many different items and items with at least so many different people, until both hold. */
  core: z.int().min(1).optional(),
  /** The same for people alone. */
  userCore: z.int().min(1).optional(),
  /** The same for items alone. */
  itemCore: z.int().min(1).optional(),
})

/** Options of `prepare`. */
export type PrepareOptions = z.input<typeof prepareOptions>

/**
 * Keeps part of a data set: a window of time, what was liked, people and items with enough events.
 *
 * People and items that are left without events leave the data set too, so that nobody ranks items that the protocol has
 * removed. Every step says in the notes what it removed.
 *
 * @throws {TastemakerError} `config/option` for an option that is not as `prepareOptions` wants it, `format/value` for a window
 * on data without times, `data/empty` when nothing is left
 * @example prepare(data, { positive: 4, core: 5 }).notes
 */
export function prepare(data: Dataset, options: PrepareOptions): Dataset {
  const chosen = readOptions(prepareOptions, options, 'prepare')
  let { log } = data
  const notes: string[] = []
  const keep = (rows: Int32Array, why: string) => {
    notes.push(
      `${why}: ${(log.length - rows.length).toLocaleString('en-US')} of ${log.length.toLocaleString('en-US')} events left out`,
    )
    log = selectRows(log, rows)
    if (log.length === 0) {
      throw new TastemakerError('data/empty', `Nothing is left of "${data.name}" after ${why}.`, 'Ask for less.')
    }
  }
  if (chosen.from !== undefined || chosen.to !== undefined) {
    requireTimes(data)
    const from = chosen.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(chosen.from)
    const to = chosen.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(chosen.to)
    keep(
      rowsWhere(log, (row) => log.at[row]! >= from && log.at[row]! < to),
      `time from ${chosen.from ?? 'the start'} to ${chosen.to ?? 'the end'}`,
    )
  }
  const { positive } = chosen
  if (positive !== undefined)
    keep(
      rowsWhere(log, (row) => log.value[row]! >= positive),
      `values from ${positive} count as liked`,
    )
  const least = { people: chosen.userCore ?? chosen.core ?? 1, items: chosen.itemCore ?? chosen.core ?? 1 }
  if (least.people > 1 || least.items > 1) {
    keep(
      coreRows(log, data.items.size, least),
      `core of ${least.people} items a person and ${least.items} people an item`,
    )
  }
  if (notes.length === 0) return data
  const plain = positive === undefined ? log : { ...log, value: new Float32Array(log.length).fill(1) }
  const { scale: _, ...events } = data
  return withPeopleAndItemsOf(positive === undefined ? data : events, plain, notes)
}

function rowsWhere(log: Interactions, keeps: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(log.length)
  let length = 0
  for (let row = 0; row < log.length; row++) if (keeps(row)) rows[length++] = row
  return rows.subarray(0, length)
}

function requireTimes({ name, log }: Dataset): void {
  const without = log.at.reduce((count, at) => count + Number(Number.isNaN(at)), 0)
  if (without === 0) return
  throw new TastemakerError(
    'format/value',
    `A window of time needs a time for every event, and ${without} of ${log.length} in "${name}" have none.`,
    'Leave out from and to, or map a time column.',
  )
}
