import { TastemakerError } from '../../domain/index.ts'
import type { Place } from './_cells.ts'
import { eachJson, type JsonRecord } from './_json-records.ts'
import type { CardOptions } from './_read-cards.ts'
import { type Rejects, rejects, whereIs } from './_rejects.ts'

/** Refuses the record at hand: throws, or counts it where bad records are allowed. */
export type Refuse = (reason: string, what: string) => void

/**
 * Hands over the objects of a JSON file, for records with parts of their own.
 *
 * @returns notes on what was left out
 * @throws {TastemakerError} `format/unreadable`, `format/value`, `format/too-many-errors` or `io/missing`
 */
export async function eachObject(
  path: string,
  { encoding, maxErrors }: CardOptions,
  take: (record: JsonRecord, refuse: Refuse, left: Rejects) => void,
): Promise<readonly string[]> {
  const left = rejects(path, maxErrors)
  const bad = (code: 'format/value' | 'format/unreadable', reason: string, what: string, place: Place): void =>
    left.bad(
      reason,
      place,
      () => new TastemakerError(code, `${whereIs(place, path)} ${what}.`, 'Mend the line, or take it out.'),
    )
  await eachJson(path, encoding, {
    record(record, place) {
      take(record, (reason, what) => bad('format/value', reason, what, place), left)
      return true
    },
    malformed: (text, place) => bad('format/unreadable', 'no JSON', `is not JSON: ${text.slice(0, 80)}`, place),
  })
  return left.notes()
}
