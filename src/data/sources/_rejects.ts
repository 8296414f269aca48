import { basename } from 'node:path'
import { TastemakerError } from '../../domain/index.ts'
import type { Place } from './_cells.ts'

/** Rows that were left out of one reading, by reason; those that are mistakes end the reading once there are too many. */
export interface Rejects {
  /**
   * Counts a bad row.
   *
   * @param reason a few words, alike for alike mistakes
   * @param error what to throw where no bad row is allowed
   * @throws {TastemakerError} that error, or `format/too-many-errors`
   */
  bad(reason: string, place: Place, error: () => TastemakerError): void
  /** Counts a row that is in order and is not wanted. */
  unwanted(reason: string): void
  notes(): readonly string[]
}

/** Starts counting. @param most how many bad rows are skipped before the reading ends */
export function rejects(path: string, most: number): Rejects {
  const bad = new Map<string, { count: number; readonly first: Place }>()
  const unwanted = new Map<string, number>()
  const listed = (): string =>
    [...bad].map(([reason, { count, first }]) => `${count} with ${reason} (first in ${short(first)})`).join(', ')
  let total = 0
  return {
    bad(reason, place, error) {
      if (most === 0) throw error()
      const entry = bad.get(reason)
      if (entry) entry.count++
      else bad.set(reason, { count: 1, first: { row: place.row, line: place.line } })
      if (++total > most) {
        throw new TastemakerError(
          'format/too-many-errors',
          `${path} has more than ${most} bad rows: ${listed()}.`,
          'Correct the rows, or allow more: --max-errors N.',
          { cause: error() },
        )
      }
    },
    unwanted: (reason) => void unwanted.set(reason, (unwanted.get(reason) ?? 0) + 1),
    notes: () => [
      ...(total > 0 ? [`${total} bad rows of ${basename(path)} left out: ${listed()}`] : []),
      ...[...unwanted].map(([reason, count]) => `${count} rows left out: ${reason}`),
    ],
  }
}

/** A record as a message names it: `Row 3 (line 4 of ratings.csv)`. */
export function whereIs({ row, line }: Place, path: string): string {
  return line > 0 ? `Row ${row + 1} (line ${line} of ${basename(path)})` : `Row ${row + 1} of ${basename(path)}`
}

const short = ({ row, line }: Place): string => (line > 0 ? `line ${line}` : `row ${row + 1}`)
