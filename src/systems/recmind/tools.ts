import { z } from 'zod'
import { defineTool, type Surroundings, searchCatalogue, searchReviews, shortSummary } from '../../agents/index.ts'
import { type Tool, ToolError } from '../../domain/index.ts'

/** The tools of one task, and what went wrong with them. */
export interface Toolbox {
  readonly tools: readonly Tool[]
  /** Uses that were refused, and observations that were cut. */
  readonly details: () => Readonly<Record<string, number>>
}

/**
 * The tools of RecMind beside the planner's own `finish`: SQL over items and everybody's past, search in catalogue and reviews where
 * there are any, and a summary.
 *
 * @param characters the longest observation; the rest is cut, marked and counted
 * @example (await toolbox(around, 24_000)).tools.map(({ name }) => name)
 */
export async function toolbox(around: Surroundings, characters: number): Promise<Toolbox> {
  const { past, columns, search, reviews } = around
  const counts = { 'tool errors': 0, 'observations cut': 0 }
  const sql = (await around.sql()).tool(past)
  const own = [
    // There is no tool here that shows titles by id.
    { ...sql, description: sql.description.replace(/ Titles are not in it.*$/, ' Items are known by their ids.') },
    ...(search ? [{ ...searchCatalogue(columns, search), description: SEARCH }] : []),
    ...(reviews.length > 0 ? [searchReviews(columns, past, reviews)] : []),
    summariseText,
    // Each tool checks its own input: what a model gives it is unknown.
  ] as unknown as readonly Tool[]
  const watched = (tool: Tool): Tool => ({
    ...tool,
    async run(input, signal) {
      try {
        return await tool.run(input, signal)
      } catch (error) {
        if (error instanceof ToolError) counts['tool errors']++
        throw error
      }
    },
    show(output) {
      const words = tool.show?.(output) ?? JSON.stringify(output)
      if (words.length <= characters) return words
      counts['observations cut']++
      return `${words.slice(0, characters)} … [cut]`
    },
  })
  return { tools: own.map(watched), details: () => counts }
}

const SEARCH = 'Finds items by words of their title, categories and text. Gives ids.'

/** The longest text that is taken. */
const CHARACTERS = 8000

/** The tool `summarise_text`: the most telling sentence of a text, by its own words. */
const summariseText = defineTool({
  name: 'summarise_text',
  description: 'Cuts a text to its most telling sentence.',
  input: z.object({
    text: z.string().min(1).max(CHARACTERS).describe('the text'),
    words: z.int().min(1).max(50).default(10).describe('how many words at most'),
  }),
  output: z.object({ summary: z.string() }),
  run: ({ text, words }) => ({ summary: shortSummary(text, words) }),
  show: ({ summary }) => JSON.stringify(summary),
})
