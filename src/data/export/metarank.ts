/*
 * Events for Metarank (metarank.ai): what is known of items and people, what was shown, what was done, as one stream in order
 * of time, which Metarank insists on.
 */
import type { ContextColumn, Dataset, Interactions } from '../../domain/index.ts'
import { counted } from '../../words.ts'
import { orderEachPerson } from '../_canonical-order.ts'
import { cellAt, type Table } from './_columns.ts'
import { tableNotes, unsupportedNotes } from './_losses.ts'
import { shortest, type TimeUnit, timeCell, timeUnit } from './_numbers.ts'
import { type Plan, plannedField } from './_plan.ts'
import { type SlateRows, slatesOf } from './_slates.ts'
import { allTimes, itemTable, peopleTable } from './_tables.ts'
import { writeLines } from './_write-file.ts'

/** Metarank: `events.jsonl` of item, user, ranking and interaction events; a rating is of the type `rate`, a plain event a `view`. */
export function planMetarank(data: Dataset): Plan {
  const { unit, exact } = timeUnit(allTimes(data), ['milliseconds', 'dates'])
  const parents = rankingOfRows(data)
  const notes = [
    ...unsupportedNotes(data, 'metarank', ['scale']),
    ...tableNotes(data, { exactTimes: exact, emptyTexts: true }),
    ...metarankNotes(data, parents),
  ]
  const file = {
    path: 'events.jsonl',
    holds: 'events',
    encoding: 'application/jsonlines',
    fields: [
      plannedField('event', 'text', 'type'),
      plannedField('id', 'text', 'event'),
      plannedField('timestamp', 'time', 'at'),
      plannedField('user', 'text', 'user'),
      plannedField('item', 'text', 'item'),
      plannedField('type', 'text', 'action'),
      ...(parents.of.some((slate) => slate >= 0) ? [plannedField('ranking', 'text', 'impression')] : []),
    ],
    write: (path: string) => writeLines(path, '', eventLines(data, parents, unit)),
  } as const
  return { files: [file], notes }
}

function metarankNotes({ log, impressions }: Dataset, parents: Parents): string[] {
  const timeless = log.at.filter(Number.isNaN).length
  return [
    'items and people have no time of their own: they carry the first time of the data',
    ...(timeless > 0 ? [`${counted(timeless, 'event')} without a time stand last: Metarank itself wants one`] : []),
    ...(impressions ? ['positions on a slate are not in the data: entries stand in order of item'] : []),
    ...(parents.alone > 0
      ? [`not held: ${counted(parents.alone, 'impression')} taken up without such an event in the log`]
      : []),
  ]
}

/** Which slate each row of the log came from. */
interface Parents {
  /** Pages in order of time. */
  readonly slates: readonly SlateRows[]
  /** For each row of the log a place in `slates`, or -1. */
  readonly of: Int32Array
  /** Impressions taken up that no row of the log tells of. */
  readonly alone: number
}

/** Rows of the log meet the impressions of the same person, time and item: both stand in the same order. */
function rankingOfRows({ log, impressions }: Dataset): Parents {
  const of = new Int32Array(log.length).fill(-1)
  if (!impressions) return { slates: [], of, alone: 0 }
  const pages = [...slatesOf(impressions)]
  const order = inTime(Float64Array.from(pages, ({ from }) => impressions.at[from]!))
  const slates = Array.from(order, (page) => pages[page]!)
  let alone = 0
  for (const [place, { from, to }] of slates.entries()) {
    const person = impressions.user[from]!
    for (let row = from; row < to; row++) {
      if (impressions.value[row] === 0) continue
      const match = rowOf(log, person, impressions.at[row]!, impressions.item[row]!, of)
      if (match < 0) alone++
      else of[match] = place
    }
  }
  return { slates, of, alone }
}

/** The first row of a person with this time and item that has no slate yet; -1 for none. */
function rowOf(log: Interactions, person: number, at: number, item: number, of: Int32Array): number {
  let low = log.offsets[person]!
  let high = log.offsets[person + 1]!
  const end = high
  while (low < high) {
    const middle = (low + high) >>> 1
    const time = log.at[middle]!
    if (time < at || (time === at && log.item[middle]! < item)) low = middle + 1
    else high = middle
  }
  while (low < end && log.at[low] === at && log.item[low] === item && of[low]! >= 0) low++
  return low < end && log.at[low] === at && log.item[low] === item ? low : -1
}

/** Places in order of time, the timeless last, otherwise as given. */
function inTime(at: Float64Array): Int32Array {
  const order = Int32Array.from(at, (_, place) => place)
  orderEachPerson(Int32Array.of(0, at.length), at.slice(), order.slice(), order)
  return order
}

function* eventLines(data: Dataset, { slates, of }: Parents, unit: TimeUnit): Generator<string> {
  const { log, impressions } = data
  const stamp = (at: number): string => {
    const time = timeCell(at, unit)
    return time === undefined ? '' : `,"timestamp":"${time}"`
  }
  const first = stamp(firstTime(data))
  yield* cardLines('item', itemTable(data), first)
  yield* cardLines('user', peopleTable(data), first)
  const names = { users: data.users.ids.map(json), items: data.items.ids.map(json) }
  const shown = impressions && slateLines(impressions, slates, names, stamp)
  const done = interactionLines(data, of, names, stamp)
  let page = 0
  for (const row of inTime(log.at)) {
    // A slate comes before what was done with it, and before anything else of its time.
    while (page < slates.length && !isAfter(impressions!.at[slates[page]!.from]!, log.at[row]!)) yield shown!(page++)
    yield done(row)
  }
  while (page < slates.length) yield shown!(page++)
}

/** Whether one time comes after another; no time comes after any. */
const isAfter = (one: number, other: number): boolean => (Number.isNaN(one) ? !Number.isNaN(other) : one > other)

/** Ids as JSON has them, by index. */
interface Names {
  readonly users: readonly string[]
  readonly items: readonly string[]
}

function* cardLines(event: 'item' | 'user', table: Table, stamp: string): Generator<string> {
  const [id, ...rest] = table.columns
  for (let row = 0; row < table.rows; row++) {
    const fields = rest
      .map((column) => ({ name: column.name, value: cellAt(column, row) }))
      .filter(({ value }) => value !== undefined)
    yield `{"event":"${event}","id":"${event}-${row + 1}"${stamp},"${event}":${JSON.stringify(cellAt(id!, row))},"fields":${JSON.stringify(fields)}}\n`
  }
}

function slateLines(
  { user, item, at, context }: Interactions,
  slates: readonly SlateRows[],
  { users, items }: Names,
  stamp: (at: number) => string,
): (page: number) => string {
  const circumstances = contextTexts(context)
  return (page) => {
    const { from, to } = slates[page]!
    const entries = Array.from({ length: to - from }, (_, place) => `{"id":${items[item[from + place]!]}}`)
    const { session, fields } = circumstances(from)
    return `{"event":"ranking","id":"ranking-${page + 1}"${stamp(at[from]!)},"user":${users[user[from]!]}${session},"fields":[${fields}],"items":[${entries.join()}]}\n`
  }
}

function interactionLines(
  { log, scale }: Dataset,
  parent: Int32Array,
  { users, items }: Names,
  stamp: (at: number) => string,
): (row: number) => string {
  const { user, item, value, at } = log
  const circumstances = contextTexts(log.context)
  const [type, worth] = scale ? ['rate', 'rating'] : ['view', 'value']
  return (row) => {
    const ranking = parent[row]! < 0 ? '' : `,"ranking":"ranking-${parent[row]! + 1}"`
    const { session, fields } = circumstances(row)
    const amount = scale || value[row] !== 1 ? `{"name":"${worth}","value":${shortest(value[row]!)}}` : ''
    const all = amount && fields ? `${amount},${fields}` : amount + fields
    return `{"event":"interaction","id":"interaction-${row + 1}"${ranking}${stamp(at[row]!)},"user":${users[user[row]!]}${session},"type":"${type}","item":${items[item[row]!]},"fields":[${all}]}\n`
  }
}

/** The circumstances of a row: the session as a member with its comma, the others as fields. */
function contextTexts(context: readonly ContextColumn[] = []): (row: number) => { session: string; fields: string } {
  const columns = context.map(({ name, values, codes }) => ({ name, codes, texts: values.map(json) }))
  return (row) => {
    let session = ''
    const fields: string[] = []
    for (const { name, codes, texts } of columns) {
      if (codes[row]! < 0) continue
      if (name === 'session') session = `,"session":${texts[codes[row]!]}`
      else fields.push(`{"name":"${name}","value":${texts[codes[row]!]}}`)
    }
    return { session, fields: fields.join() }
  }
}

/** The first time of anything; the beginning of 1970 where nothing has one. */
function firstTime(data: Dataset): number {
  let first = Number.POSITIVE_INFINITY
  for (const times of allTimes(data)) for (const at of times) if (at < first) first = at
  return Number.isFinite(first) ? first : 0
}

const json = (text: string): string => JSON.stringify(text)
