import type { ItemIndex } from '../../domain/index.ts'
import type { CatalogueColumns } from '../tools/catalogue-columns.ts'
import { contradiction, type Facet } from './facet.ts'
import type { WeighedFacet } from './facets.ts'

/**
 * What comes to mind on seeing some cards: what they have and no wanted item has, and that they are all too new or too old.
 *
 * How much it tells is by the share of the cards that it rules out; it never rules out all for certain, since half a card is added.
 */
export function shownFacets(
  columns: CatalogueColumns,
  wanted: readonly ItemIndex[],
  shown: readonly ItemIndex[],
): readonly WeighedFacet[] {
  if (shown.length === 0) return []
  const facets: Facet[] = [...refusals(columns, wanted, shown), ...ages(columns, wanted, shown)]
  return facets.map((facet) => {
    const contradicts = contradiction(columns, facet)
    const left = shown.filter((item) => !contradicts(item)).length
    return { facet, bits: Math.log2((shown.length + 0.5) / (left + 0.5)) }
  })
}

/** Categories that half of the cards have and no wanted item has. */
function refusals({ items }: CatalogueColumns, wanted: readonly ItemIndex[], shown: readonly ItemIndex[]): Facet[] {
  if (wanted.some((item) => items[item]!.categories.length === 0)) return []
  const has = (value: string) => (item: ItemIndex) => items[item]!.categories.includes(value)
  const values = [...new Set(shown.flatMap((item) => items[item]!.categories))]
  return values
    .filter((value) => 2 * shown.filter(has(value)).length >= shown.length && !wanted.some(has(value)))
    .map((value) => ({ kind: 'category', value, wanted: false }))
}

function ages({ fields }: CatalogueColumns, wanted: readonly ItemIndex[], shown: readonly ItemIndex[]): Facet[] {
  const column = fields.get('year')
  if (column?.type !== 'number') return []
  const own = wanted.map((item) => column.values[item]!)
  const years = shown.map((item) => column.values[item]!).filter((year) => !Number.isNaN(year))
  if (years.length === 0 || own.some(Number.isNaN)) return []
  const [newest, oldest] = [Math.max(...years), Math.min(...years)]
  // Older than the newest of them is the least that "older" can mean.
  if (own.every((year) => year < oldest)) return [{ kind: 'age', wanted: 'older', than: newest }]
  if (own.every((year) => year > newest)) return [{ kind: 'age', wanted: 'newer', than: oldest }]
  return []
}
