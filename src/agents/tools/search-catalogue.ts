import { z } from 'zod'
import type { Tool } from '../../domain/index.ts'
import { fixed } from '../../words.ts'
import type { CatalogueColumns } from './catalogue-columns.ts'
import { defineTool } from './define-tool.ts'
import type { SearchIndex } from './search-index.ts'

const input = z.object({
  query: z.string().min(1).max(500).describe('words to look for'),
  k: z.number().int().min(1).max(50).default(10).describe('how many at most'),
})
const output = z.object({ items: z.array(z.object({ id: z.string(), score: z.number() })) })

/** What `search_catalogue` takes. */
export type SearchInput = z.infer<typeof input>
/** What `search_catalogue` gives back. */
export type SearchOutput = z.infer<typeof output>

/**
 * The tool `search_catalogue`: ids of the items that fit some words, best first, without their titles.
 *
 * @example await useTool(searchCatalogue(columns, await searchIndex(data)), { query: 'space opera' })
 */
export function searchCatalogue(columns: CatalogueColumns, index: SearchIndex): Tool<SearchInput, SearchOutput> {
  return defineTool({
    name: 'search_catalogue',
    description: 'Finds items by words of their title, categories and text. Gives ids; look them up for more.',
    input,
    output,
    async run({ query, k }) {
      const found = await index.search(query, k)
      return { items: found.map(({ item, score }) => ({ id: String(columns.vocabulary.ids[item]), score })) }
    },
    show: ({ items }) =>
      items.length === 0
        ? 'Nothing was found. Try other words.'
        : items.map(({ id, score }) => `${JSON.stringify(id)} (${fixed(score, 3)})`).join(', '),
  })
}
