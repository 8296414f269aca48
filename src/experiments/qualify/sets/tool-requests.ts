import { byLabel, type Labelled } from './labelled.ts'
import texts from './tools.json' with { type: 'json' }

/** The tools among which one is chosen, by the names that agents call them. */
export type ToolName = 'search_catalogue' | 'hard_filter' | 'look_up_item' | 'soft_filter' | 'user_history'

/** What each tool does, as a model reads it. @example toolCatalogue.map(({ name }) => name) */
export const toolCatalogue: readonly { readonly name: ToolName; readonly description: string }[] = [
  {
    name: 'search_catalogue',
    description:
      'Finds titles by words: a theme, a plot, a setting or part of a title, where no item is named as known.',
  },
  {
    name: 'hard_filter',
    description: 'Keeps the titles that meet exact conditions: genre, years, length, price or language.',
  },
  {
    name: 'look_up_item',
    description: 'Gives the facts of one named title, such as its year, genres, length or people.',
  },
  { name: 'soft_filter', description: 'Finds titles similar to one or more named titles.' },
  {
    name: 'user_history',
    description: 'Gives what this person watched, read, played, bought, rated or was recommended before.',
  },
]

/** Requests that one of the five tools serves: 100 to test on and 50 to tune on, a fifth for each. @example toolRequests[0]?.label */
export const toolRequests: readonly Labelled<ToolName>[] = byLabel<ToolName>('tools', texts)
