/*
 * A folder that `exportDataset` has written. The manifest says which column is which, so nothing is guessed and everything
 * that the format holds comes back.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { type Dataset, type Item, itemId, TastemakerError, type User, userId } from '../../domain/index.ts'
import type { RowColumns } from '../columns.ts'
import { type CodedRows, datasetFromColumns } from '../dataset.ts'
import { CROISSANT_FILE, type ExportManifest, exportManifest, MANIFEST_FILE } from '../export/manifest.ts'
import type { AttributeColumn } from './_cards.ts'
import type { EventColumns } from './_event-columns.ts'
import { type CardOptions, cardOptions, readItems, readPeople } from './_read-cards.ts'
import { readEvents } from './_read-events.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { readEventLog } from './events.ts'
import { gorse } from './gorse.ts'
import { metarank } from './metarank.ts'
import { recbole } from './recbole.ts'
import { source } from './source.ts'
import type { TableOptions } from './table-options.ts'

/** Of CSV; nothing of it is guessed. */
const layout = { separator: ',', quotes: true } as const

type File = ExportManifest['files'][number]
type Field = File['fields'][number]

/** An export of ours: the folder with its manifest. */
export const exported = source({
  name: 'export',
  about: 'a folder that tastemaker export has written',
  options: z.object({}),
  recognises: (_, files) => files !== null && [MANIFEST_FILE, CROISSANT_FILE].every((name) => files.includes(name)),
  read: (path, _, table) => readExport(path, table),
})

/**
 * Reads what `exportDataset` has written, whatever the format.
 *
 * @returns the data with the name, scale, licence and notes that it had
 * @throws {TastemakerError} `io/missing` for a folder without an export, and what the reader of the format throws
 * @example (await readExport('out')).hash
 */
export async function readExport(folder: string, options: TableOptions = {}): Promise<Dataset> {
  const manifest = await exportManifest(folder)
  if (manifest === null) {
    const hint = 'It is written by tastemaker export; for other files say what they are.'
    throw new TastemakerError('io/missing', `The folder ${folder} has no ${MANIFEST_FILE} that can be read.`, hint)
  }
  const { scale: _, ...data } = await readFormat(folder, manifest, {
    duplicates: 'keep-all',
    ...scaleOf(manifest),
    ...options,
  })
  return { ...data, ...factsOf(manifest) }
}

/** The data by the reader of its format, nothing guessed that the manifest tells. */
function readFormat(folder: string, manifest: ExportManifest, options: TableOptions): Promise<Dataset> {
  const { format, files } = manifest
  if (format === 'csv' || format === 'parquet') return readTables(folder, manifest, options)
  if (format === 'jsonl') return readEventLog(join(folder, files[0]!.path), factsOf(manifest), options)
  const other = { recbole, gorse, metarank }[format as 'recbole']
  if (other) return other.read(folder, '', { columns: circumstancesIn(files[0]!), ...options })
  throw new TastemakerError(
    'config/unknown-name',
    `The export in ${folder} is of the format "${format}", which nobody here knows.`,
    'It may come from a later version.',
  )
}

/** Columns of circumstances, as a user would name them. */
function circumstancesIn({ fields }: File): ColumnMapping {
  const names = fields.flatMap(({ name, holds }) =>
    holds.startsWith('context.') ? [`${holds.slice('context.'.length)}:${name}`] : [],
  )
  return names.length > 0 ? { context: names.join('+') } : {}
}

function factsOf({ name, licence, scale, notes }: ExportManifest) {
  return { name, licence, notes, ...(scale ? { scale } : {}) }
}

async function readTables(folder: string, manifest: ExportManifest, options: TableOptions): Promise<Dataset> {
  const fileOf = (holds: File['holds']): File | undefined => manifest.files.find((file) => file.holds === holds)
  const cards: CardOptions = { ...cardOptions(options, 'utf-8'), layout }
  const [done, shown] = [fileOf('interactions')!, fileOf('impressions')]
  const events = await readLog(folder, done, options)
  const impressions = shown && (await readLog(folder, shown, { duplicates: 'keep-all' })).rows
  const items = await readItems(join(folder, fileOf('items')!.path), cards, () => cardColumns(fileOf('items')!))
  const people = await readPeople(join(folder, fileOf('people')!.path), cards, () => cardColumns(fileOf('people')!))
  return datasetFromColumns(impressions ? withImpressions(events.rows, impressions) : events.rows, {
    ...factsOf(manifest),
    catalogue: items.items.map(({ id, attributes }) => itemOf(id, attributes)),
    people: people.people.map(({ id, attributes = {} }) => personOf(id, attributes)),
    duplicates: events.duplicates,
  })
}

const scaleOf = ({ scale }: ExportManifest) => (scale ? { scale } : {})

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
