import type { Dataset, Item, ItemId, ItemIndex, Vocabulary } from '../../domain/index.ts'

/** What is known of all items in one respect, by item index. */
export type FieldColumn =
  /** NaN where an item has none, and for both ends where no item has one. */
  | { readonly type: 'number'; readonly values: Float64Array; readonly least: number; readonly most: number }
  /** A place in `values`, or -1 where an item has none. */
  | { readonly type: 'text'; readonly values: readonly string[]; readonly codes: Int32Array }
  /** Several values an item: those of item `i` are `codes[offsets[i]]` up to `offsets[i + 1]`. */
  | {
      readonly type: 'list'
      readonly values: readonly string[]
      readonly codes: Int32Array
      readonly offsets: Int32Array
    }

/** A catalogue as columns, made once for a data set and shared by all sessions. */
export interface CatalogueColumns {
  readonly items: readonly Item[]
  readonly vocabulary: Vocabulary<ItemId, ItemIndex>
  /** By the name of the field: `category`, `price`, `year` and every attribute that names no title. */
  readonly fields: ReadonlyMap<string, FieldColumn>
}

/**
 * Puts a catalogue into columns.
 *
 * `category` holds the categories, `price` the price, and `year` the year of release where no attribute is called so.
 * An attribute of one of these names is called `attribute_category`. A column is one of numbers when all its values
 * are. An attribute in which an item's title stands is left out, so that filters and tables give no title away.
 *
 * @example catalogueColumns(data).fields.get('year')
 */
export function catalogueColumns({ catalogue, items }: Pick<Dataset, 'catalogue' | 'items'>): CatalogueColumns {
  const fields = new Map<string, FieldColumn>([['category', listColumn(catalogue.map((item) => item.categories))]])
  if (catalogue.some((item) => item.price !== undefined)) {
    fields.set('price', numberColumn(catalogue.map((item) => item.price)))
  }
  const names = [...new Set(catalogue.flatMap((item) => Object.keys(item.attributes)))].sort()
  for (const name of names) {
    if (catalogue.some((item) => item.attributes[name] === item.title)) continue
    const values = catalogue.map((item) => item.attributes[name])
    const numbers = values.every((value) => value === undefined || typeof value === 'number')
    const column = numbers ? numberColumn(values as (number | undefined)[]) : textColumn(values)
    fields.set(fields.has(name) ? `attribute_${name}` : name, column)
  }
  if (!fields.has('year') && catalogue.some((item) => item.releasedAt !== undefined)) {
    fields.set('year', numberColumn(catalogue.map(({ releasedAt }) => releasedAt && yearOf(releasedAt))))
  }
  return { items: catalogue, vocabulary: items, fields }
}

const yearOf = (at: number): number => new Date(at).getUTCFullYear()

function numberColumn(given: readonly (number | undefined)[]): FieldColumn {
  const values = Float64Array.from(given, (value) => value ?? Number.NaN)
  let least = Number.NaN
  let most = Number.NaN
  for (const value of values) {
    if (!(least <= value)) least = Number.isNaN(value) ? least : value
    if (!(most >= value)) most = Number.isNaN(value) ? most : value
  }
  return { type: 'number', values, least, most }
}

function textColumn(given: readonly (string | number | boolean | undefined)[]): FieldColumn {
  const { values, codeOf } = coder()
  const codes = Int32Array.from(given, (value) => (value === undefined ? -1 : codeOf(String(value))))
  return { type: 'text', values, codes }
}

function listColumn(given: readonly (readonly string[])[]): FieldColumn {
  const { values, codeOf } = coder()
  const offsets = new Int32Array(given.length + 1)
  for (const [item, list] of given.entries()) offsets[item + 1] = offsets[item]! + list.length
  return { type: 'list', values, codes: Int32Array.from(given.flat(), codeOf), offsets }
}

/** Numbers texts in order of appearance. */
function coder(): { readonly values: readonly string[]; readonly codeOf: (text: string) => number } {
  const values: string[] = []
  const known = new Map<string, number>()
  return {
    values,
    codeOf(text) {
      const code = known.get(text) ?? values.push(text) - 1
      known.set(text, code)
      return code
    },
  }
}

/** All item indices in order. */
export function everyItem(size: number): Int32Array {
  const items = new Int32Array(size)
  for (let item = 0; item < size; item++) items[item] = item
  return items
}
