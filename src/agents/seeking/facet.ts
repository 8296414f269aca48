import type { ItemIndex } from '../../domain/index.ts'
import type { CatalogueColumns } from '../tools/catalogue-columns.ts'

/** One thing that somebody who looks for something can say of it. */
export type Facet =
  | { readonly kind: 'category'; readonly value: string; readonly wanted: boolean }
  /** Both ends included; an end that is null is open. */
  | { readonly kind: 'years'; readonly from: number | null; readonly until: number | null }
  /** Than what was shown; `than` is the newest or the oldest year there. */
  | { readonly kind: 'age'; readonly wanted: 'older' | 'newer'; readonly than: number }
  | { readonly kind: 'like'; readonly title: string }
  | { readonly kind: 'text'; readonly field: string; readonly value: string }
  | { readonly kind: 'number'; readonly field: string; readonly end: 'from' | 'until'; readonly value: number }

/** A facet in plain words, without a sentence around it: what was wished for, in records. @example facetWords(facet) // 'not horror' */
export function facetWords(facet: Facet): string {
  switch (facet.kind) {
    case 'category':
      return facet.wanted ? facet.value.toLowerCase() : `not ${facet.value.toLowerCase()}`
    case 'years':
      if (facet.from === null) return `until ${facet.until}`
      return facet.until === null ? `from ${facet.from}` : `${facet.from} to ${facet.until}`
    case 'age':
      return `${facet.wanted} than ${facet.than}`
    case 'like':
      return `like ${facet.title}`
    case 'text':
      return `${facet.field} ${facet.value}`
    case 'number':
      return `${facet.field} ${facet.end} ${facet.value}`
  }
}

/**
 * Whether an item contradicts a facet.
 *
 * What the catalogue does not tell contradicts nothing, and nobody can say of an item that it is not like another: such a facet is
 * never contradicted.
 *
 * @example contradiction(columns, { kind: 'category', value: 'Horror', wanted: false })(item)
 */
export function contradiction(columns: CatalogueColumns, facet: Facet): (item: ItemIndex) => boolean {
  switch (facet.kind) {
    case 'category':
      return (item) => {
        const { categories } = columns.items[item]!
        return categories.length > 0 && categories.includes(facet.value) !== facet.wanted
      }
    case 'years':
      return outside(columns, 'year', facet.from, facet.until)
    case 'age':
      return facet.wanted === 'older'
        ? outside(columns, 'year', null, facet.than - 1)
        : outside(columns, 'year', facet.than + 1, null)
    case 'number':
      return facet.end === 'from'
        ? outside(columns, facet.field, facet.value, null)
        : outside(columns, facet.field, null, facet.value)
    case 'text': {
      const column = columns.fields.get(facet.field)
      if (column?.type !== 'text') return () => false
      const wanted = column.values.indexOf(facet.value)
      return (item) => column.codes[item]! >= 0 && column.codes[item] !== wanted
    }
    case 'like':
      return () => false
  }
}

function outside(
  columns: CatalogueColumns,
  field: string,
  from: number | null,
  until: number | null,
): (item: ItemIndex) => boolean {
  const column = columns.fields.get(field)
  if (column?.type !== 'number') return () => false
  // Comparisons with NaN are false: an unknown year lies outside of nothing.
  return (item) => (from !== null && column.values[item]! < from) || (until !== null && column.values[item]! > until)
}
