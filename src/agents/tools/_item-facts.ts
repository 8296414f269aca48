import { z } from 'zod'
import type { CatalogueColumns, FieldColumn } from './catalogue-columns.ts'

/** One fact of an item. */
export const factSchema = z.union([z.string(), z.number(), z.array(z.string())])

type Fact = z.infer<typeof factSchema>

/** An item with its title and facts by field; `text` among them where it has one. */
export const itemFactsSchema = z.object({
  id: z.string(),
  title: z.string(),
  facts: z.record(z.string(), factSchema),
})

/** An item with its title and facts. */
export type ItemFacts = z.infer<typeof itemFactsSchema>

/**
 * What the catalogue says of an item.
 *
 * @param characters the longest text; the rest is cut
 * @param field one fact alone
 */
export function itemFacts(columns: CatalogueColumns, item: number, characters: number, field?: string): ItemFacts {
  const { id, title, text } = columns.items[item]!
  const facts: Record<string, Fact> = {}
  for (const [name, column] of columns.fields) {
    if (field !== undefined && field !== name) continue
    const fact = factOf(column, item)
    if (fact !== undefined) facts[name] = typeof fact === 'string' ? cut(fact, characters) : fact
  }
  if (text !== undefined && (field === undefined || field === 'text')) facts['text'] = cut(text, characters)
  return { id, title, facts }
}

function factOf(column: FieldColumn, item: number): Fact | undefined {
  if (column.type === 'list') {
    const codes = column.codes.subarray(column.offsets[item]!, column.offsets[item + 1]!)
    return Array.from(codes, (code) => column.values[code]!)
  }
  if (column.type === 'text') return column.codes[item]! < 0 ? undefined : column.values[column.codes[item]!]!
  return Number.isNaN(column.values[item]!) ? undefined : column.values[item]!
}

/** A text that is not longer than so many characters; what was cut is marked. */
export const cut = (text: string, characters: number): string =>
  text.length <= characters ? text : `${text.slice(0, Math.max(0, characters - 1)).trimEnd()}…`

/** An item in one line: id and title quoted, for both are data, then the facts as JSON. */
export const itemLine = ({ id, title, facts }: ItemFacts): string =>
  `${JSON.stringify(id)} ${titleWords(title)}: ${JSON.stringify(facts)}`

/** A title quoted, or that there is none. */
export const titleWords = (title: string): string => (title.trim() === '' ? '(no title)' : JSON.stringify(title))
