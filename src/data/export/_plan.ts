import type { Column } from './_columns.ts'
import type { WrittenFile } from './_write-file.ts'

/** What one record of a file is about. */
export type FileHolds = 'interactions' | 'impressions' | 'items' | 'people' | 'connections' | 'events'

/** A file that an export is to have. */
export interface PlannedFile {
  readonly path: string
  readonly holds: FileHolds
  /** The media type, as Croissant names it. */
  readonly encoding: string
  /** Names and kinds of what a record holds. */
  readonly fields: readonly PlannedField[]
  /** Writes it in bounded memory, whole or not at all. @param path where it goes */
  write(path: string): Promise<WrittenFile>
}

/** One field of the records of a file. */
export type PlannedField = Omit<Column, 'cells'>

/** What an export will be, before a byte of it is written. */
export interface Plan {
  readonly files: readonly PlannedFile[]
  /** What the format cannot hold, or holds in another form. */
  readonly notes: readonly string[]
}

/** A field of a file that is no table. @param unit of a time */
export function plannedField(
  name: string,
  kind: PlannedField['kind'],
  holds: string,
  unit?: PlannedField['unit'],
): PlannedField {
  return { name, kind, holds, ...(unit ? { unit } : {}) }
}
