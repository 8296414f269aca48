import { isUtf8 } from 'node:buffer'
import { numberIn } from './_number-cell.ts'

/** How the bytes of a file are to be decoded. */
export type Encoding = 'utf-8' | 'latin-1'

/** What a source knows of the type of a cell; text of a CSV file is `unknown`, it may be any of the three. */
export const cellKind = { unknown: 0, text: 1, number: 2, boolean: 3 } as const

/**
 * One record while it is read: for each column asked for, a range of bytes. The next record overwrites it.
 *
 * An empty range is a cell without a value.
 */
export interface Cells {
  readonly bytes: Buffer
  readonly from: Int32Array
  readonly to: Int32Array
  /**
   * The value of each cell that is a plain whole number (digits alone, no leading zero, below 2^31), where the source found
   * it on the way; -1 for any other cell, and where it did not look.
   */
  readonly whole: Int32Array
  /** One of `cellKind` for each column asked for. */
  readonly kinds: Uint8Array
  readonly encoding: Encoding
  /** 0-based number of the record. */
  readonly row: number
  /** 1-based line on which the record begins; 0 where records have no lines. */
  readonly line: number
  /** Share of the file that was read so far, a little ahead of this record; 0 where that is not known. */
  readonly share: number
}

/** Where the records of a table go, in the order of the file. */
export interface RecordSink {
  record(cells: Cells): void
  /**
   * A record that cannot be taken apart.
   *
   * @param reason a few words, alike for alike mistakes
   * @param detail what is wrong in this one, as a sentence goes on after `Row 3 (line 4 of x.csv)`
   * @throws to end the reading; otherwise the record is skipped
   */
  malformed(reason: string, detail: string, place: Place): void
}

/** Where a record is. */
export interface Place {
  readonly row: number
  readonly line: number
}

/** Thrown when bytes are not UTF-8, so that the file is read once more as Latin-1. */
export class ForeignText extends Error {}

/** A cell as text; empty for a cell without a value. */
export function textOf(cells: Cells, column: number): string {
  return decode(cells.bytes, cells.from[column]!, cells.to[column]!, cells.encoding)
}

/** Bytes as text. @throws {ForeignText} when they are to be UTF-8 and are not */
export function decode(bytes: Buffer, from: number, to: number, encoding: Encoding): string {
  if (encoding === 'latin-1') return bytes.toString('latin1', from, to)
  for (let place = from; place < to; place++) {
    if (bytes[place]! < 0x80) continue
    if (!isUtf8(bytes.subarray(from, to))) throw new ForeignText()
    return bytes.toString('utf8', from, to)
  }
  return bytes.toString('latin1', from, to)
}

/** A cell as a finite number; NaN for anything else. */
export function numberAt(cells: Cells, column: number): number {
  const whole = cells.whole[column]!
  return whole >= 0 ? whole : numberIn(cells.bytes, cells.from[column]!, cells.to[column]!)
}

/** Whether a cell has no value. */
export function isEmpty(cells: Cells, column: number): boolean {
  return cells.from[column] === cells.to[column]
}
