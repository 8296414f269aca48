import {
  type ContextColumn,
  type Item,
  type ItemId,
  type Scale,
  TastemakerError,
  type UserId,
} from '../../domain/index.ts'
import type { CodedRows } from '../dataset.ts'
import { Cards } from './_cards.ts'
import { type Cells, type Encoding, isEmpty, numberAt, type Place, type RecordSink, textOf } from './_cells.ts'
import { type EventColumns, eventColumnNames } from './_event-columns.ts'
import { grown, IdNumbers } from './_id-numbers.ts'
import type { Rejects } from './_rejects.ts'
import { RowRefusals } from './_row-refusals.ts'
import { noTime, TimeReader } from './_time-reader.ts'
import { isOnScale } from './_value-scale.ts'

/** What decides whether a row is wanted at all. */
export interface RowFilter {
  /** Columns that it reads beside the others. */
  readonly columns: readonly string[]
  /** @param text of one of its columns, by place @returns why the row is left out; null for a row that is wanted */
  judge(text: (column: number) => string): string | null
}

/** What an `EventSink` is told. */
export interface EventPlan {
  readonly columns: EventColumns
  readonly scale?: Scale | undefined
  readonly filter?: RowFilter | undefined
  /** Keep where each row was, for messages about rows found wrong later. */
  readonly places?: boolean
}

interface ContextCells {
  readonly name: ContextColumn['name']
  readonly place: number
  readonly ids: IdNumbers
  codes: Int32Array
}

const firstRows = 2 ** 18

/**
 * Takes the rows of a log one by one: numbers people and items, checks values and times, and fills columns.
 *
 * Nothing is kept of a row but its numbers, so a log may be longer than memory would hold as text.
 */
export class EventSink implements RecordSink {
  /** The columns to read, in the order of the cells; the person's is the first. */
  readonly wanted: readonly string[]
  readonly times: TimeReader
  private readonly plan: EventPlan
  private readonly rejects: Rejects
  private readonly refuse: RowRefusals
  private readonly users = new IdNumbers()
  private readonly items = new IdNumbers()
  private readonly cards: Cards | null
  private readonly contexts: readonly ContextCells[]
  private readonly itemPlace: number
  private readonly valuePlace: number
  private readonly timePlace: number
  private length = 0
  private user = new Int32Array(firstRows)
  private item = new Int32Array(firstRows)
  private value = new Float32Array(firstRows)
  private at = new Float64Array(firstRows)
  /** Where each row was, if that is to be kept. */
  private readonly places: Place[] = []

  constructor(plan: EventPlan, rejects: Rejects) {
    const { columns, filter } = plan
    const { card = {}, context = [] } = columns
    this.plan = plan
    this.rejects = rejects
    this.wanted = [...new Set([...eventColumnNames(columns), ...(filter?.columns ?? [])])]
    this.refuse = new RowRefusals(columns, this.wanted, rejects)
    const placeOf = (column: string | undefined): number => (column === undefined ? -1 : this.wanted.indexOf(column))
    this.itemPlace = placeOf(columns.item)
    this.valuePlace = placeOf(columns.value)
    this.timePlace = placeOf(columns.at)
    this.contexts = context.map(({ name, column }) => {
      return { name, place: placeOf(column), ids: new IdNumbers(), codes: new Int32Array(firstRows) }
    })
    this.cards = Object.keys(card).length > 0 ? new Cards(card, placeOf) : null
    this.times = new TimeReader(columns.at ?? '')
  }

  /** The file that the next records come from. */
  readFrom(path: string): void {
    this.refuse.path = path
  }

  record(cells: Cells): void {
    const { from, to } = cells
    const { itemPlace, valuePlace, timePlace, times, length: row } = this
    if (this.plan.filter !== undefined && this.isUnwanted(cells, this.plan.filter)) return
    if (from[0] === to[0] || from[itemPlace] === to[itemPlace]) return void this.refuse.ids(cells)
    let value = 1
    if (valuePlace >= 0) {
      value = numberAt(cells, valuePlace)
      if (Number.isNaN(value)) return void this.refuse.value(cells)
      if (this.plan.scale !== undefined && !isOnScale(value, this.plan.scale))
        return void this.refuse.rating(cells, this.plan.scale)
    }
    let at = Number.NaN
    if (timePlace >= 0) {
      const time = numberAt(cells, timePlace)
      const size = Math.abs(time)
      // The unit of the times before is tried first; whatever else it is takes longer to find out.
      at =
        size >= times.least && size < times.most ? time * times.factor : times.read(cells, timePlace, this.refuse.path)
      if (at === noTime) return void this.refuse.time(cells)
    }
    if (row === this.user.length) this.grow(cells.share)
    const item = this.items.at(cells, itemPlace)
    this.user[row] = this.users.at(cells, 0)
    this.item[row] = item
    this.value[row] = value
    this.at[row] = at
    this.length = row + 1
    if (this.contexts.length > 0) this.takeContext(row, cells)
    if (this.cards !== null) this.cards.see(item, cells)
    if (this.plan.places) this.places.push({ row: cells.row, line: cells.line })
  }

  malformed(reason: string, detail: string, place: Place): void {
    this.refuse.malformed(reason, detail, place)
  }

  /** How many rows were taken. */
  get count(): number {
    return this.length
  }

  /** Where a row that was taken was; only with `places`. */
  placeOf(row: number): Place {
    return this.places[row]!
  }

  /** The rows as columns, and what they tell of the items. */
  finish(encoding: Encoding): { readonly rows: EventRows; readonly cards: readonly Item[] } {
    const { length } = this
    const itemIds = this.items.texts(encoding)
    const context = this.contexts.map(({ name, ids, codes }) => {
      return { name, values: ids.texts(encoding), codes: codes.subarray(0, length) }
    })
    const rows = {
      userIds: this.users.texts(encoding) as UserId[],
      itemIds: itemIds as ItemId[],
      user: this.user.subarray(0, length),
      item: this.item.subarray(0, length),
      value: this.value.subarray(0, length),
      at: this.at.subarray(0, length),
      ...(context.length > 0 ? { context } : {}),
    }
    return { rows, cards: this.cards?.items(itemIds, this.refuse.path) ?? [] }
  }

  private isUnwanted(cells: Cells, filter: RowFilter): boolean {
    const reason = filter.judge((column) => textOf(cells, this.wanted.indexOf(filter.columns[column]!)))
    if (reason !== null) this.rejects.unwanted(reason)
    return reason !== null
  }

  private takeContext(row: number, cells: Cells): void {
    for (const { place, ids, codes } of this.contexts) {
      codes[row] = isEmpty(cells, place) ? -1 : ids.at(cells, place)
    }
  }

  /**
   * Makes room for the rows that are to come, as far as can be judged: growing time and again leaves garbage behind.
   *
   * A quarter more than that, for rows that get shorter; memory that is never written to costs nothing.
   */
  private grow(share: number): void {
    const least = share > 0 ? Math.ceil((1.25 * this.length) / share) : this.length
    try {
      this.user = grown(this.user, least)
      this.item = grown(this.item, least)
      this.value = grown(this.value, least)
      this.at = grown(this.at, least)
      for (const context of this.contexts) context.codes = grown(context.codes, least)
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause
      const what = `${this.refuse.path} has more rows than memory holds: ${this.length} were read.`
      const hint = 'Read a part of it, or take a machine with more memory.'
      throw new TastemakerError('format/unreadable', what, hint, { cause })
    }
  }
}

/** Rows on the arrays that the sink filled. */
export interface EventRows extends CodedRows {
  readonly value: Float32Array
  readonly at: Float64Array
}
