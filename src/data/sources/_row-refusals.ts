import { type Scale, TastemakerError } from '../../domain/index.ts'
import { type Cells, isEmpty, type Place, textOf } from './_cells.ts'
import type { EventColumns } from './_event-columns.ts'
import { type Rejects, whereIs } from './_rejects.ts'

/** Says what is wrong with the rows of a log, one sentence for each kind of mistake. */
export class RowRefusals {
  /** The file that rows come from. */
  path = ''
  private readonly columns: EventColumns
  private readonly wanted: readonly string[]
  private readonly rejects: Rejects

  /** @param wanted names of the cells */
  constructor(columns: EventColumns, wanted: readonly string[], rejects: Rejects) {
    this.columns = columns
    this.wanted = wanted
    this.rejects = rejects
  }

  malformed(reason: string, detail: string, place: Place): void {
    this.rejects.bad(reason, place, () => {
      const what = `${this.path} cannot be read: ${whereIs(place, this.path)} ${detail}.`
      return new TastemakerError('format/unreadable', what, 'Mend the line, or save the file anew.')
    })
  }

  /** A row without a person or an item. */
  ids(cells: Cells): void {
    const part = isEmpty(cells, 0) ? 'user' : 'item'
    const who = part === 'user' ? 'a person' : 'an item'
    const what = `column "${this.columns[part]}" must hold the id of ${who}, it is empty`
    this.bad(`no ${part}`, cells, what, 'Fill it in, or take the row out.')
  }

  value(cells: Cells): void {
    const column = `column "${this.columns.value}"`
    const what = `${column} must hold a finite number, got ${this.got(cells, this.columns.value)}`
    const hint = 'Correct the row, or name the column with the ratings: --columns value=….'
    this.bad(`no number in ${column}`, cells, what, hint)
  }

  rating(cells: Cells, { min, max, step }: Scale): void {
    const got = textOf(cells, this.wanted.indexOf(this.columns.value!))
    const what = `a rating must lie on the scale ${min} to ${max} in steps of ${step}, got ${got}`
    const hint = 'Correct the row, or declare the scale that the file has.'
    this.bad('a rating off the scale', cells, what, hint, 'format/rating-range')
  }

  time(cells: Cells): void {
    const column = `column "${this.columns.at}"`
    const what = `${column} must hold a Unix time or an ISO date, got ${this.got(cells, this.columns.at)}`
    const hint = 'Write times as seconds, milliseconds or microseconds since 1970, or as 2024-01-31T18:00:00Z.'
    this.bad(`no time in ${column}`, cells, what, hint)
  }

  private bad(
    reason: string,
    cells: Cells,
    what: string,
    hint: string,
    code: 'format/value' | 'format/rating-range' = 'format/value',
  ): void {
    const error = (): TastemakerError => new TastemakerError(code, `${whereIs(cells, this.path)}: ${what}.`, hint)
    this.rejects.bad(reason, cells, error)
  }

  private got(cells: Cells, column: string | undefined): string {
    return shown(textOf(cells, this.wanted.indexOf(column!)))
  }
}

/** A cell as a message shows it. */
export function shown(text: string): string {
  return text === '' ? 'nothing' : JSON.stringify(text.slice(0, 60))
}
