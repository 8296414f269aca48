import { TastemakerError } from '../../domain/index.ts'
import { type Cells, isEmpty, textOf } from './_cells.ts'
import { whereIs } from './_rejects.ts'
import { readTime, type TimeCell, type TimeUnit } from './_time-cell.ts'

/** What stands for the time of a text that is none; NaN is the time of a row without one. */
export const noTime = Number.POSITIVE_INFINITY

/** Reads the times of a log as they pass, and finds out their unit: one for all of them. */
export class TimeReader {
  /** Numbers of this size and below the next are times of the unit found, `factor` milliseconds each. */
  least = Number.POSITIVE_INFINITY
  most = 0
  factor = 0
  private readonly column: string
  private readonly cell: TimeCell = { unit: null, at: Number.NaN }
  private unit: TimeUnit | null = null
  private firstText = ''
  private firstRow = 0

  /** @param column name for messages */
  constructor(column: string) {
    this.column = column
  }

  /**
   * The time of a record in milliseconds: NaN where it has none, `noTime` where its text is no time.
   *
   * @throws {TastemakerError} `format/value` when the unit is another than before
   */
  read(cells: Cells, place: number, path: string): number {
    if (isEmpty(cells, place)) return Number.NaN
    const { cell } = this
    readTime(cells.bytes, cells.from[place]!, cells.to[place]!, cell)
    if (cell.unit === null) return noTime
    if (cell.unit !== this.unit) {
      if (this.unit !== null) throw this.mixed(cells, place, path)
      this.unit = cell.unit
      this.firstText = textOf(cells, place)
      this.firstRow = cells.row
      if (cell.unit === 'seconds') this.expect(0, 1e11, 1000)
      if (cell.unit === 'milliseconds') this.expect(1e11, 1e14, 1)
    }
    return cell.at
  }

  /** What was found out. @param at the times of all rows */
  notes(at: Float64Array): readonly string[] {
    if (this.column === '') return ['no times: rows keep their order']
    if (this.unit === null) return [`column "${this.column}" is empty: no row has a time`]
    let [low, high, without] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
    for (const time of at) {
      if (time < low) low = time
      if (time > high) high = time
      if (Number.isNaN(time)) without++
    }
    const read = `times read as ${this.unit}: ${day(low)} to ${day(high)}`
    return without > 0 ? [read, `${without} rows have no time and come last for their person`] : [read]
  }

  private expect(least: number, most: number, factor: number): void {
    this.least = least
    this.most = most
    this.factor = factor
  }

  private mixed(cells: Cells, place: number, path: string): TastemakerError {
    return new TastemakerError(
      'format/value',
      `${whereIs(cells, path)}: column "${this.column}" must hold one unit, got ${this.cell.unit} (${textOf(cells, place)}) after ${this.unit} (${this.firstText}) in row ${this.firstRow + 1}.`,
      'Bring all times of the file to one unit.',
    )
  }
}

/** A day for people to read; a number beyond what a date can hold is shown as it is. */
function day(milliseconds: number): string {
  return Math.abs(milliseconds) > 8.64e15 ? String(milliseconds) : new Date(milliseconds).toISOString().slice(0, 10)
}
