import { type Grounder, grounder } from '../recommending/grounder.ts'
import type { CatalogueColumns } from '../tools/catalogue-columns.ts'
import { type TitleFinder, titlesIn } from '../tools/titles-in.ts'
import { type Facets, facetsOf } from './facets.ts'

/** What messages about a catalogue are read against. */
export interface CatalogueWords {
  readonly facets: Facets
  readonly grounder: Grounder
  readonly titles: TitleFinder
}

const made = new WeakMap<CatalogueColumns, CatalogueWords>()

/**
 * What messages are read against, made once for a catalogue and shared by all its conversations.
 *
 * @example readMessage(text, { ...catalogueWords(columns), shown: [] })
 */
export function catalogueWords(columns: CatalogueColumns): CatalogueWords {
  const known = made.get(columns)
  if (known) return known
  const words = { facets: facetsOf(columns), grounder: grounder(columns.items), titles: titlesIn(columns.items) }
  made.set(columns, words)
  return words
}
