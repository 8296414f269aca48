import { basename } from 'node:path'
import { datasetFromColumns, datasetFromRows, selectRows } from '../data/index.ts'
import { cardOptions, readItems } from '../data/sources/_read-cards.ts'
import { eitherEncoding } from '../data/sources/_read-events.ts'
import { readTable } from '../data/sources/table.ts'
import { type Dataset, TastemakerError } from '../domain/index.ts'
import { counted } from '../words.ts'

/** Spellings of the columns of a catalogue, in lower case; every other column becomes an attribute. */
const SPELLINGS = {
  id: ['id', 'item_id', 'itemid', 'sku', 'isbn'],
  title: ['title', 'name'],
  categories: ['categories', 'category', 'genres', 'genre', 'tags'],
  text: ['text', 'description', 'summary'],
  price: ['price'],
} as const

/**
 * Reads a catalogue, and what people did with it where there is a file of that.
 *
 * @param path a CSV, TSV, JSON, JSON Lines or Parquet file with one record an item and a column `id`; `title`, `categories` (with `|`, `;`
 *   or `,` between), `text` and `price` are taken for what they are called, all other columns for attributes. Where an id comes twice, the first
 *   value of each column counts
 * @param options.events a file that `readTable` of `tastemaker/data` reads: who did what with which item. Events with items that
 *   the catalogue does not have are left out, and the notes say how many
 * @returns a data set; without events its log is empty
 * @throws {TastemakerError} `format/column` for a file without ids, `data/empty` for a file without items, and what the readers throw
 * @example await readCatalogue('films.csv', { events: 'ratings.csv' })
 */
export async function readCatalogue(
  path: string,
  { events }: { readonly events?: string | undefined } = {},
): Promise<Dataset> {
  const { items, notes } = await eitherEncoding((encoding) =>
    readItems(path, cardOptions({}, encoding), (columns) => planOf(columns, path)),
  )
  if (items.length === 0) throw new TastemakerError('data/empty', `There is no item in ${path}.`, 'One record an item.')
  const facts = { name: basename(path), licence: 'unknown (your file)', catalogue: items }
  if (events === undefined) return datasetFromRows([], { ...facts, notes })
  const table = await readTable(events)
  const known = new Set(items.map(({ id }) => id))
  const kept = Array.from(table.log.item.keys()).filter((row) => known.has(table.items.ids[table.log.item[row]!]!))
  const foreign = table.log.length - kept.length
  const rows = selectRows(table.log, kept)
  const { user, value, at } = rows
  const itemIds = items.map(({ id }) => id)
  const placeOf = new Map(itemIds.map((id, place) => [id, place]))
  const item = Int32Array.from(rows.item, (touched) => placeOf.get(table.items.ids[touched]!)!)
  return datasetFromColumns(
    { userIds: table.users.ids, itemIds, user, item, value, at },
    {
      ...facts,
      ...(table.scale ? { scale: table.scale } : {}),
      notes: [
        ...notes,
        ...table.notes,
        ...(foreign > 0 ? [`${counted(foreign, 'event')} left out: with items that ${facts.name} does not have`] : []),
      ],
    },
  )
}

function planOf(columns: readonly string[], path: string) {
  const lower = columns.map((column) => column.toLowerCase())
  const find = (part: keyof typeof SPELLINGS): string | undefined =>
    SPELLINGS[part].map((spelling) => columns[lower.indexOf(spelling)]).find((column) => column !== undefined)
  const id = find('id')
  if (id === undefined) {
    throw new TastemakerError(
      'format/column',
      `${path} has no column with the ids of items. Its columns are: ${columns.slice(0, 20).join(', ')}.`,
      'Call one of them id.',
    )
  }
  const parts = { title: find('title'), categories: find('categories'), text: find('text'), price: find('price') }
  const taken = new Set([id, ...Object.values(parts)])
  const { text, ...single } = parts
  return {
    id,
    ...Object.fromEntries(Object.entries(single).filter(([, column]) => column !== undefined)),
    ...(text === undefined ? {} : { text: [text] }),
    attributes: columns.filter((column) => !taken.has(column)).map((column) => ({ column })),
  }
}
