/* The tables of an export of the formats csv and parquet, by the columns that its manifest names. */
import { join } from 'node:path'
import { type Dataset, type Item, itemId, type User, userId } from '../../domain/index.ts'
import type { RowColumns } from '../columns.ts'
import { type CodedRows, type DatasetFacts, datasetFromColumns } from '../dataset.ts'
import type { ExportManifest } from '../export/manifest.ts'
import type { AttributeColumn } from './_cards.ts'
import type { EventColumns } from './_event-columns.ts'
import { type CardOptions, cardOptions, readItems, readPeople } from './_read-cards.ts'
import { readEvents } from './_read-events.ts'
import type { TableOptions } from './table-options.ts'

/** Of CSV; nothing of it is guessed. */
const layout = { separator: ',', quotes: true } as const

type File = ExportManifest['files'][number]
type Field = File['fields'][number]

/**
 * Reads the tables of an export.
 *
 * @param facts name, licence and scale of the data
 * @returns the data, with what was noticed on the way as its notes
 */
export async function readTables(
  folder: string,
  manifest: ExportManifest,
  facts: DatasetFacts,
  options: TableOptions,
): Promise<Dataset> {
  const fileOf = (holds: File['holds']): File | undefined => manifest.files.find((file) => file.holds === holds)
  const cards: CardOptions = { ...cardOptions(options, 'utf-8'), layout }
  const [done, shown] = [fileOf('interactions')!, fileOf('impressions')]
  const events = await readLog(folder, done, options)
  const impressions = shown && (await readLog(folder, shown, { duplicates: 'keep-all' })).rows
  const items = await readItems(join(folder, fileOf('items')!.path), cards, () => cardColumns(fileOf('items')!))
  const people = await readPeople(join(folder, fileOf('people')!.path), cards, () => cardColumns(fileOf('people')!))
  return datasetFromColumns(impressions ? withImpressions(events.rows, impressions) : events.rows, {
    ...facts,
    catalogue: items.items.map(({ id, attributes }) => itemOf(id, attributes)),
    people: people.people.map(({ id, attributes = {} }) => personOf(id, attributes)),
    duplicates: events.duplicates,
    notes: [...events.notes, ...items.notes, ...people.notes],
  })
}

function readLog(folder: string, { path, fields }: File, options: TableOptions) {
  const column = (holds: string): string | undefined => fields.find((field) => field.holds === holds)?.name
  const [value, at] = [column('value'), column('at')]
  const columns: EventColumns = {
    user: column('user')!,
    item: column('item')!,
    ...(value === undefined ? {} : { value }),
    ...(at === undefined ? {} : { at }),
    context: fields.flatMap(({ name, holds }) =>
      holds.startsWith('context.') ? [{ name: holds.slice(8) as 'place', column: name }] : [],
    ),
  }
  return readEvents({ paths: [join(folder, path)], layout, values: 'weights', plan: () => columns }, options)
}

/** Impressions in the numbers of the log, which go on for people and items that only impressions have. */
function withImpressions(rows: CodedRows, shown: CodedRows): CodedRows {
  const users = joined(rows.userIds, shown.userIds)
  const items = joined(rows.itemIds, shown.itemIds)
  const impressions: RowColumns = {
    ...shown,
    user: Int32Array.from(shown.user, (code) => users.places[code]!),
    item: Int32Array.from(shown.item, (code) => items.places[code]!),
  }
  return { ...rows, userIds: users.ids, itemIds: items.ids, impressions }
}

function joined<Id extends string>(ids: readonly Id[], more: readonly Id[]) {
  const known = new Map(ids.map((id, place) => [id, place]))
  const places = more.map((id) => {
    const place = known.get(id) ?? known.size
    known.set(id, place)
    return place
  })
  return { ids: [...known.keys()], places }
}

/** Every column but the id as an attribute that is called by what it holds; what it is gets sorted out afterwards. */
function cardColumns({ fields }: File): { readonly id: string; readonly attributes: readonly AttributeColumn[] } {
  const id = fields.find(({ holds }) => holds === 'id')!
  const attributes = fields.filter((field) => field !== id)
  return {
    id: id.name,
    attributes: attributes.map(({ name, holds, kind }) => ({ column: name, name: holds, kind: kinds[kind] })),
  }
}

const kinds = {
  text: 'text',
  texts: 'text',
  number: 'number',
  boolean: 'guess',
  time: 'text',
} as const satisfies Record<Field['kind'], AttributeColumn['kind']>

type Held = Readonly<Record<string, string | number | boolean>>

function itemOf(id: string, held: Held): Item {
  const { title, categories, text, image, price, releasedAt } = held as Record<string, string & number>
  return {
    id: itemId(id),
    title: title ?? id,
    ...(text === undefined ? {} : { text }),
    categories: listOf(categories),
    attributes: within('attributes.', held) ?? {},
    ...(image === undefined ? {} : { image }),
    ...(price === undefined ? {} : { price }),
    ...(releasedAt === undefined ? {} : { releasedAt }),
  }
}

function personOf(id: string, held: Held): User {
  const demographics = within('demographics.', held) as User['demographics']
  const attributes = within('attributes.', held)
  const { connections } = held
  return {
    id: userId(id),
    ...(demographics ? { demographics } : {}),
    ...(attributes ? { attributes } : {}),
    ...(connections === undefined ? {} : { connections: listOf(String(connections)).map(userId) }),
  }
}

/** The members whose names begin with a part, without it; null when there are none. */
function within(part: string, held: Held): Record<string, string | number | boolean> | null {
  const members = Object.entries(held).filter(([name]) => name.startsWith(part))
  return members.length > 0
    ? Object.fromEntries(members.map(([name, value]) => [name.slice(part.length), value]))
    : null
}

/** A list as it was written: JSON, or with `|` between. */
function listOf(text: string | undefined): readonly string[] {
  if (text === undefined) return []
  return text.startsWith('[') ? (JSON.parse(text) as string[]) : text.split('|')
}
