import { type ContextColumn, type ItemId, type Scale, TastemakerError, type UserId } from '../../domain/index.ts'
import type { CodedRows } from '../dataset.ts'
import { Cards } from './_cards.ts'
import { type Cells, type Encoding, isEmpty, type Place, type RecordSink, textOf } from './_cells.ts'
import { type EventColumns, eventColumnNames } from './_event-columns.ts'
import { grown, IdNumbers } from './_id-numbers.ts'
import { numberIn } from './_number-cell.ts'
import { type Rejects, whereIs } from './_rejects.ts'
import { noTime, TimeReader } from './_time-reader.ts'
import { ValueSummary } from './_value-summary.ts'

/** What decides whether a row is wanted at all. */
export interface RowFilter {
  /** Columns that it reads beside the others. */
  readonly columns: readonly string[]
  /** @param text of one of its columns, by place @returns why the row is left out; null for a row that is wanted */
  judge(text: (column: number) => string): string | null
}

/** What an `EventSink` is told beside the columns. */
export interface EventPlan {
  readonly columns: EventColumns
  readonly scale?: Scale
  readonly filter?: RowFilter
  /** Keep where each row was, for messages about rows found wrong later. */
  readonly places?: boolean
}

const firstRows = 2 ** 16

/**
 * Takes the rows of a log one by one: numbers people and items, checks values and times, and fills columns.
 *
 * Nothing is kept of a row but its numbers, so a log may be longer than memory would hold as text.
 */
export class EventSink implements RecordSink {
  /** The columns to read, in the order of the cells. */
  readonly wanted: readonly string[]
  readonly values: ValueSummary
  readonly times: TimeReader
  private readonly plan: EventPlan
  private readonly rejects: Rejects
  private readonly users = new IdNumbers()
  private readonly items = new IdNumbers()
  private readonly cards: Cards | null
  private readonly valuePlace: number
  private readonly timePlace: number
  private readonly itemPlace: number
  private readonly contexts: {
    readonly name: ContextColumn['name']
    readonly place: number
    readonly ids: IdNumbers
    codes: Int32Array
  }[]
  private readonly filterPlaces: readonly number[]
  private path = ''
  private length = 0
  private user = new Int32Array(firstRows)
  private item = new Int32Array(firstRows)
  private value = new Float32Array(firstRows)
  private at = new Float64Array(firstRows)
  private row = new Int32Array(0)
  private line = new Int32Array(0)

  constructor(plan: EventPlan, rejects: Rejects) {
    const { columns, scale, filter } = plan
    this.plan = plan
    this.rejects = rejects
    this.wanted = [...new Set([...eventColumnNames(columns), ...(filter?.columns ?? [])])]
    const placeOf = (column: string | undefined): number => (column === undefined ? -1 : this.wanted.indexOf(column))
    this.itemPlace = placeOf(columns.item)
    this.valuePlace = placeOf(columns.value)
    this.timePlace = placeOf(columns.at)
    this.contexts = (columns.context ?? []).map(({ name, column }) => ({
      name,
      place: placeOf(column),
      ids: new IdNumbers(),
      codes: new Int32Array(firstRows),
    }))
    this.filterPlaces = (filter?.columns ?? []).map(placeOf)
    this.cards = Object.values(columns.card ?? {}).some((part) => part !== undefined)
      ? new Cards(columns.card!, placeOf)
      : null
    this.values = new ValueSummary(scale)
    this.times = new TimeReader(columns.at ?? '')
  }

  /** The file that the next records come from. */
  readFrom(path: string): void {
    this.path = path
  }

  record(cells: Cells): void {
    if (!this.hasIds(cells)) return
    if (this.plan.filter && this.isUnwanted(cells, this.plan.filter)) return
    const value = this.valueOf(cells)
    if (Number.isNaN(value)) return
    const at = this.timeOf(cells)
    if (at === noTime) return
    const { itemPlace } = this
    const row = this.length++
    if (row === this.user.length) this.grow(cells.share)
    const item = this.items.of(cells.bytes, cells.from[itemPlace]!, cells.to[itemPlace]!)
    this.user[row] = this.users.of(cells.bytes, cells.from[0]!, cells.to[0]!)
    this.item[row] = item
    this.value[row] = value
    this.at[row] = at
    this.values.see(value)
    if (this.contexts.length > 0) this.takeContext(row, cells)
    if (this.cards !== null) this.cards.see(item, cells)
    if (this.plan.places) this.keepPlace(row, cells)
  }

  malformed(reason: string, detail: string, place: Place): void {
    this.rejects.bad(reason, place, () => {
      const hint = 'Mend the line, or save the file anew.'
      return new TastemakerError(
        'format/unreadable',
        `${this.path} cannot be read: ${whereIs(place, this.path)} ${detail}.`,
        hint,
      )
    })
  }

  /** How many rows were taken. */
  get count(): number {
    return this.length
  }

  /** Where a row that was taken was; only with `places`. */
  placeOf(row: number): Place {
    return { row: this.row[row]!, line: this.line[row]! }
  }

  /** The rows as columns, and what they tell of the items. */
  finish(encoding: Encoding): { readonly rows: CodedRows; readonly cards: ReturnType<Cards['items']> } {
    const { length } = this
    const itemIds = this.items.texts(encoding)
    const context = this.contexts.map(({ name, ids, codes }) => ({
      name,
      values: ids.texts(encoding),
      codes: codes.subarray(0, length),
    }))
    const rows: CodedRows = {
      userIds: this.users.texts(encoding) as UserId[],
      itemIds: itemIds as ItemId[],
      user: this.user.subarray(0, length),
      item: this.item.subarray(0, length),
      value: this.value.subarray(0, length),
      at: this.at.subarray(0, length),
      ...(context.length > 0 ? { context } : {}),
    }
    return { rows, cards: this.cards?.items(itemIds, this.path) ?? [] }
  }

  private isUnwanted(cells: Cells, filter: RowFilter): boolean {
    const reason = filter.judge((column) => textOf(cells, this.filterPlaces[column]!))
    if (reason !== null) this.rejects.unwanted(reason)
    return reason !== null
  }

  private takeContext(row: number, cells: Cells): void {
    for (const { place, ids, codes } of this.contexts) {
      codes[row] = isEmpty(cells, place) ? -1 : ids.of(cells.bytes, cells.from[place]!, cells.to[place]!)
    }
  }

  private keepPlace(row: number, cells: Cells): void {
    if (row >= this.row.length) {
      this.row = grown(this.row, this.user.length)
      this.line = grown(this.line, this.user.length)
    }
    this.row[row] = cells.row
    this.line[row] = cells.line
  }

  /** Makes room for the rows that are to come, as far as can be judged: doubling time and again leaves garbage behind. */
  private grow(share: number): void {
    const least = share > 0 ? Math.ceil((1.05 * this.length) / share) : this.length
    try {
      this.user = grown(this.user, least)
      this.item = grown(this.item, least)
      this.value = grown(this.value, least)
      this.at = grown(this.at, least)
      for (const context of this.contexts) context.codes = grown(context.codes, least)
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause
      const hint = 'Read a part of it, or take a machine with more memory.'
      throw new TastemakerError(
        'format/unreadable',
        `${this.path} has more rows than memory holds: ${this.length} were read.`,
        hint,
        { cause },
      )
    }
  }

  private hasIds(cells: Cells): boolean {
    const part = isEmpty(cells, 0) ? 'user' : isEmpty(cells, this.itemPlace) ? 'item' : null
    if (part === null) return true
    const who = part === 'user' ? 'a person' : 'an item'
    const what = `column "${this.plan.columns[part]}" must hold the id of ${who}, it is empty`
    this.rejects.bad(`no ${part}`, cells, () => this.wrong(cells, what, 'Fill it in, or take the row out.'))
    return false
  }

  /** The value of a row; NaN after a row that was refused. */
  private valueOf(cells: Cells): number {
    const place = this.valuePlace
    if (place < 0) return 1
    const value = numberIn(cells.bytes, cells.from[place]!, cells.to[place]!)
    if (Number.isNaN(value)) this.refuseValue(cells)
    else if (!this.values.isOnScale(value)) this.refuseRating(cells)
    else return value
    return Number.NaN
  }

  /** The time of a row, NaN where it has none; `noTime` after a row that was refused. */
  private timeOf(cells: Cells): number {
    const place = this.timePlace
    if (place < 0) return Number.NaN
    const at = this.times.read(cells, place, this.path)
    if (at === noTime) this.refuseTime(cells)
    return at
  }

  private refuseValue(cells: Cells): void {
    const column = `column "${this.plan.columns.value}"`
    this.rejects.bad(`no number in ${column}`, cells, () => {
      const got = shown(textOf(cells, this.valuePlace))
      const hint = 'Correct the row, or name the column with the ratings: --columns value=….'
      return this.wrong(cells, `${column} must hold a finite number, got ${got}`, hint)
    })
  }

  private refuseRating(cells: Cells): void {
    this.rejects.bad('a rating off the scale', cells, () => {
      const { min, max, step } = this.plan.scale!
      return new TastemakerError(
        'format/rating-range',
        `${whereIs(cells, this.path)}: a rating must lie on the scale ${min} to ${max} in steps of ${step}, got ${textOf(cells, this.valuePlace)}.`,
        'Correct the row, or declare the scale that the file has.',
      )
    })
  }

  private refuseTime(cells: Cells): void {
    const column = `column "${this.plan.columns.at}"`
    this.rejects.bad(`no time in ${column}`, cells, () => {
      const got = shown(textOf(cells, this.timePlace))
      const hint = 'Write times as seconds, milliseconds or microseconds since 1970, or as 2024-01-31T18:00:00Z.'
      return this.wrong(cells, `${column} must hold a Unix time or an ISO date, got ${got}`, hint)
    })
  }

  private wrong(place: Place, what: string, hint: string): TastemakerError {
    return new TastemakerError('format/value', `${whereIs(place, this.path)}: ${what}.`, hint)
  }
}

/** A cell as a message shows it. */
export function shown(text: string): string {
  return text === '' ? 'nothing' : JSON.stringify(text.slice(0, 60))
}
