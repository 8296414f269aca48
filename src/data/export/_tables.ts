import type { Dataset, Interactions, Item, User } from '../../domain/index.ts'
import { sourceColumns } from '../source-columns.ts'
import { attributeCell, attributesOf } from './_attributes.ts'
import { type CellValue, type Column, type ColumnKind, DistinctNames, type Table } from './_columns.ts'
import { isTimed, shortest, type TimeUnit, timeCell } from './_numbers.ts'

/** Every table that a data set has: interactions, items, people, and impressions where there are some. */
export function allTables(data: Dataset, unit: TimeUnit): readonly Table[] {
  const shown = impressionTable(data, unit)
  return [interactionTable(data, unit), itemTable(data), peopleTable(data), ...(shown ? [shown] : [])]
}

/** All times of a data set. */
export const allTimes = ({ log, impressions }: Dataset): readonly Float64Array[] =>
  impressions ? [log.at, impressions.at] : [log.at]

/** The rows of the log as a table. @param unit in which times are written */
export function interactionTable(data: Dataset, unit: TimeUnit): Table {
  return { holds: 'interactions', rows: data.log.length, columns: logColumns(data, data.log, unit, valueName(data)) }
}

/** What people were shown as a table; null where the data does not tell. */
function impressionTable(data: Dataset, unit: TimeUnit): Table | null {
  const { impressions } = data
  if (!impressions) return null
  return { holds: 'impressions', rows: impressions.length, columns: logColumns(data, impressions, unit, 'taken') }
}

/** The catalogue as a table. */
export function itemTable({ catalogue }: Dataset): Table {
  const names = new DistinctNames()
  const column = (name: string, kind: ColumnKind, holds: string, of: (item: Item) => CellValue): Column[] =>
    holds === 'id' || catalogue.some((item) => of(item) !== undefined)
      ? [{ name: names.take(name, 'item'), kind, holds, cells: (row) => of(catalogue[row]!) }]
      : []
  const fields = [
    column('item_id', 'text', 'id', (item) => item.id),
    column('title', 'text', 'title', (item) => item.title),
    column('categories', 'texts', 'categories', ({ categories }) => (categories.length > 0 ? categories : undefined)),
    column('text', 'text', 'text', (item) => item.text),
    column('image', 'text', 'image', (item) => item.image),
    column('price', 'number', 'price', (item) => attributeCell(item.price, 'number')),
    column('released_at', 'number', 'releasedAt', (item) => attributeCell(item.releasedAt, 'number')),
    attributesOf(catalogue.map((item) => item.attributes)).flatMap(({ name, kind }) =>
      column(name, kind, `attributes.${name}`, (item) => attributeCell(item.attributes[name], kind)),
    ),
  ]
  return { holds: 'items', rows: catalogue.length, columns: fields.flat() }
}

/** The people as a table. */
export function peopleTable({ people }: Dataset): Table {
  const names = new DistinctNames()
  const column = (name: string, kind: ColumnKind, holds: string, of: (person: User) => CellValue): Column => ({
    name: names.take(name, 'user'),
    kind,
    holds,
    cells: (row) => of(people[row]!),
  })
  const friends = people.some((person) => person.connections !== undefined)
  const columns = [
    column('user_id', 'text', 'id', (person) => person.id),
    ...attributesOf(people.map((person) => person.demographics)).map(({ name, kind }) =>
      column(name, kind, `demographics.${name}`, (person) => attributeCell(person.demographics?.[name], kind)),
    ),
    ...attributesOf(people.map((person) => person.attributes)).map(({ name, kind }) =>
      column(name, kind, `attributes.${name}`, (person) => attributeCell(person.attributes?.[name], kind)),
    ),
    ...(friends ? [column('connections', 'texts', 'connections', (person) => person.connections)] : []),
  ]
  return { holds: 'people', rows: people.length, columns }
}

/** What the values of a log are called; null for plain events, which count 1 each, unless the source had a column of them. */
function valueName(data: Dataset): 'rating' | 'value' | null {
  if (data.scale) return 'rating'
  const hadValues = sourceColumns(data)?.interactions.some(({ holds }) => holds === 'value')
  return hadValues || data.log.value.some((value) => value !== 1) ? 'value' : null
}

function logColumns(data: Dataset, log: Interactions, unit: TimeUnit, value: string | null): readonly Column[] {
  return [
    { name: 'user_id', kind: 'text', holds: 'user', cells: { words: data.users.ids, codes: log.user } },
    { name: 'item_id', kind: 'text', holds: 'item', cells: { words: data.items.ids, codes: log.item } },
    ...(value === null ? [] : [numbers(value, 'value', (row) => shortest(log.value[row]!))]),
    ...(isTimed(log.at)
      ? [{ name: 'timestamp', kind: 'time', unit, holds: 'at', cells: times(log.at, unit) } as const]
      : []),
    ...(log.context ?? []).map(
      ({ name, values, codes }): Column => ({
        name,
        kind: 'text',
        holds: `context.${name}`,
        cells: { words: values, codes },
      }),
    ),
  ]
}

const numbers = (name: string, holds: string, cells: (row: number) => number): Column => ({
  name,
  kind: 'number',
  holds,
  cells,
})

const times =
  (at: Float64Array, unit: TimeUnit) =>
  (row: number): CellValue =>
    timeCell(at[row]!, unit)
