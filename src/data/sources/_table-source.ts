import type { RecordSink } from './_cells.ts'

/** A file of records with named columns, whatever its format. */
export interface TableSource {
  readonly columns: readonly string[]
  /** Reads the file front to back. @param wanted distinct names of columns, in the order of the cells that `sink` gets */
  read(wanted: readonly string[], sink: RecordSink): Promise<void>
}
