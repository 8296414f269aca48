import { TastemakerError } from '../../domain/index.ts'
import type { RecordSink } from './_cells.ts'

/** A file of records with named columns, whatever its format. */
export interface TableSource {
  readonly columns: readonly string[]
  /** Reads the file front to back. @param wanted distinct names of columns, in the order of the cells that `sink` gets */
  read(wanted: readonly string[], sink: RecordSink): Promise<void>
}

/** Throws `format/column` where a file lacks one of some columns. */
export function requireColumns(path: string, columns: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.find((column) => !columns.includes(column))
  if (missing === undefined) return
  const shown = columns.slice(0, 20).join(', ')
  throw new TastemakerError(
    'format/column',
    `${path} has no column "${missing}". Its columns are: ${shown}.`,
    'The file may belong to another data set.',
  )
}
