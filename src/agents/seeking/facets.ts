import type { ItemIndex } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { CatalogueColumns, FieldColumn } from '../tools/catalogue-columns.ts'
import { contradiction, type Facet } from './facet.ts'

/** A facet and how much it tells. */
export interface WeighedFacet {
  readonly facet: Facet
  /** From 0: in bits, by the share of the catalogue that does not contradict it. */
  readonly bits: number
}

/** What nobody can count: how much it tells that something is like something else. */
const LIKE_BITS = 3
/** Liked items of the past that are named. */
const LIKES = 2
/** A category that hardly any item has is not worth refusing. */
const REFUSED_FROM = 0.05
/** A value that only few items have would all but name the item. */
const SHARED_BY = 5
/** Categories refused of one's own accord; others come up when they are shown. */
const REFUSALS = 2
const LONGEST_VALUE = 40

/**
 * What can be said of some wanted items: all of it is true of every one of them, and of none is it the name.
 *
 * Categories that all have, up to two frequent ones that none has, the decades in which they lie, other fields in which they agree or end, and
 * liked items of the past that have the most categories in common with them. Facets that tell nothing are left out.
 *
 * @param wanted one item, or several of one taste; not empty
 * @param liked items of the person's past, oldest first
 * @example facetsOf(columns, [target], liked, random).map(({ facet }) => facetWords(facet)) // ['comedy', '1990 to 1999', …]
 */
export function facetsOf(
  columns: CatalogueColumns,
  wanted: readonly ItemIndex[],
  liked: readonly ItemIndex[],
  random: RandomStream,
): readonly WeighedFacet[] {
  const refused = refusals(columns, wanted)
  random.split('refusals').shuffle(refused)
  const all: Facet[] = [
    ...sharedCategories(columns, wanted),
    ...refused.slice(0, REFUSALS),
    ...yearFacets(columns, wanted, random.split('years')),
  ]
  for (const [field, column] of columns.fields) {
    if (field !== 'category' && field !== 'year') all.push(...fieldFacets(field, column, wanted))
  }
  const weighed = all.flatMap((facet) => {
    const bits = bitsOf(columns, facet)
    return bits > 0 ? [{ facet, bits }] : []
  })
  return [...weighed, ...likeFacets(columns, wanted, liked).map((facet) => ({ facet, bits: LIKE_BITS }))]
}

/** What was counted of a catalogue, by facet and by category: many seekers ask the same of it. */
const counted = new WeakMap<
  CatalogueColumns,
  { readonly bits: Map<string, number>; readonly categories: ReadonlyMap<string, number> }
>()

function countsOf(columns: CatalogueColumns) {
  const known = counted.get(columns)
  if (known) return known
  const categories = new Map<string, number>()
  for (const item of columns.items) {
    for (const value of item.categories) categories.set(value, (categories.get(value) ?? 0) + 1)
  }
  const made = { bits: new Map<string, number>(), categories }
  counted.set(columns, made)
  return made
}

function bitsOf(columns: CatalogueColumns, facet: Facet): number {
  const { bits } = countsOf(columns)
  const key = JSON.stringify(facet)
  const known = bits.get(key)
  if (known !== undefined) return known
  const contradicts = contradiction(columns, facet)
  let left = 0
  for (let item = 0; item < columns.items.length; item++) left += contradicts(item as ItemIndex) ? 0 : 1
  const told = Math.log2(columns.items.length / left)
  bits.set(key, told)
  return told
}

function sharedCategories({ items }: CatalogueColumns, wanted: readonly ItemIndex[]): Facet[] {
  const shared = items[wanted[0]!]!.categories.filter((value) =>
    wanted.every((item) => items[item]!.categories.includes(value)),
  )
  return shared.map((value) => ({ kind: 'category', value, wanted: true }))
}

/** Frequent categories that no wanted item has. */
function refusals(columns: CatalogueColumns, wanted: readonly ItemIndex[]): Facet[] {
  const { items } = columns
  // Whether something without categories belongs to one, nobody knows.
  if (wanted.some((item) => items[item]!.categories.length === 0)) return []
  const own = new Set(wanted.flatMap((item) => items[item]!.categories))
  return [...countsOf(columns).categories].flatMap(([value, count]): Facet[] =>
    count >= REFUSED_FROM * items.length && !own.has(value) ? [{ kind: 'category', value, wanted: false }] : [],
  )
}

/** The decades of the wanted items, or one end of them: people seldom give both. */
function yearFacets({ fields }: CatalogueColumns, wanted: readonly ItemIndex[], random: RandomStream): Facet[] {
  const ends = endsOf(fields.get('year'), wanted)
  if (!ends) return []
  const from = 10 * Math.floor(ends.least / 10)
  const until = 10 * Math.floor(ends.most / 10) + 9
  const form = random.int(3)
  return [{ kind: 'years', from: form === 1 ? null : from, until: form === 2 ? null : until }]
}

function endsOf(column: FieldColumn | undefined, wanted: readonly ItemIndex[]) {
  if (column?.type !== 'number') return null
  const values = wanted.map((item) => column.values[item]!)
  return values.some(Number.isNaN) ? null : { least: Math.min(...values), most: Math.max(...values) }
}

function fieldFacets(field: string, column: FieldColumn, wanted: readonly ItemIndex[]): Facet[] {
  if (column.type === 'number') {
    const ends = endsOf(column, wanted)
    return ends ? [{ kind: 'number', field, end: 'until', value: roundedUp(ends.most) }] : []
  }
  if (column.type === 'list') return []
  const code = column.codes[wanted[0]!]!
  const value = column.values[code]
  if (value === undefined || value.length > LONGEST_VALUE || wanted.some((item) => column.codes[item] !== code))
    return []
  let shared = 0
  for (const other of column.codes) if (other === code) shared++
  return shared < SHARED_BY ? [] : [{ kind: 'text', field, value }]
}

/** Up to two digits, as people say a price. */
function roundedUp(value: number): number {
  if (value === 0) return 0
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  return Number((Math.ceil(value / step) * step).toPrecision(12))
}

function likeFacets({ items }: CatalogueColumns, wanted: readonly ItemIndex[], liked: readonly ItemIndex[]): Facet[] {
  const own = wanted.map((item) => new Set(items[item]!.categories))
  const likeness = (other: ItemIndex): number => {
    const { categories } = items[other]!
    return own.reduce((sum, set) => {
      const both = categories.filter((value) => set.has(value)).length
      return sum + both / Math.max(1, set.size + categories.length - both)
    }, 0)
  }
  return [...new Set(liked)]
    .filter((item) => !wanted.includes(item) && items[item]!.title.trim() !== '' && likeness(item) > 0)
    .map((item) => ({ item, likeness: likeness(item) }))
    .sort((one, other) => other.likeness - one.likeness || one.item - other.item)
    .slice(0, LIKES)
    .map(({ item }) => ({ kind: 'like', title: items[item]!.title }))
}
