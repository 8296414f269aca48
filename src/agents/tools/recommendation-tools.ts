import { z } from 'zod'
import {
  type Dataset,
  type ItemIndex,
  itemId,
  type Recommender,
  type Slate,
  type Tool,
  ToolError,
  type UserId,
} from '../../domain/index.ts'
import { findItems, passedOver } from './_ids.ts'
import { titleWords } from './_item-facts.ts'
import { type CatalogueColumns, catalogueColumns } from './catalogue-columns.ts'
import { constraintSchema, itemTest } from './constraint.ts'
import { defineTool } from './define-tool.ts'
import { lookUp } from './look-up.ts'
import { searchCatalogue } from './search-catalogue.ts'
import { type SearchIndex, searchIndex } from './search-index.ts'
import { type Toolset, toolset } from './toolset.ts'

const id = z.string().max(200)
const ids = z.array(id).max(100)
const k = z.number().int().min(1).max(50).default(5).describe('how many at most')
const whom = {
  user: id.optional().describe('id of a known person; or give liked'),
  liked: ids.optional().describe('ids of items that somebody unknown likes, oldest first; or give user'),
}
const card = z.object({
  id: z.string(),
  title: z.string(),
  categories: z.array(z.string()),
  /** Null where the catalogue does not tell. */
  year: z.number().nullable(),
  /** Null where the recommender gives none. */
  reason: z.string().nullable(),
})
const cards = z.object({ items: z.array(card), unknown: z.array(z.string()).describe('ids that no item has') })

const recommendInput = z.object({
  ...whom,
  k,
  conditions: z.array(constraintSchema).max(20).default([]).describe('all have to hold'),
  exclude: ids.default([]).describe('ids of items not to show'),
})
const similarInput = z.object({ id: id.describe('id of an item'), k })
const explainInput = z.object({ ...whom, id: id.describe('id of an item') })

type Whom = { readonly user?: string | undefined; readonly liked?: readonly string[] | undefined }
type Card = z.infer<typeof card>

/** What recommendation tools are made of beside the recommender. */
export interface RecommendationParts {
  /**
   * On whose behalf, as your own log-in knows it: the tools then serve this person, and nobody else's id can be asked for. Without it a
   * model may ask for anybody; keep such tools to yourself.
   */
  readonly user?: UserId | undefined
  readonly columns?: CatalogueColumns | undefined
  /** By words alone, made when it is first asked for, unless given. */
  readonly search?: SearchIndex | undefined
}

/**
 * Tools with which any agent can recommend: `recommend`, `similar_items`, `look_up`, `search_catalogue` and `explain`.
 *
 * Items go in and out by id. Results that are meant to be shown carry titles, as the catalogue has them; the search gives ids alone.
 * Whether an item that a person knows already may come again is for the recommender to decide.
 *
 * @param recommender any: a fitted model as it is served, a pipeline with rules, an agent
 * @param data the catalogue and the people that it serves
 * @example await generateText({ model, prompt, tools: aiTools(recommendationTools(recommender, data)) })
 */
export function recommendationTools(
  recommender: Recommender,
  data: Pick<Dataset, 'catalogue' | 'items' | 'users'>,
  parts: RecommendationParts = {},
): Toolset {
  const columns = parts.columns ?? catalogueColumns(data)
  const cardsOf = cardMaker(columns)
  const who = personFinder(data, parts.user)
  const bound = parts.user !== undefined
  const fields = [...columns.fields.keys()].join(', ')
  const recommend = defineTool({
    name: 'recommend',
    description: `Recommends items ${bound ? 'to the person you serve' : 'to a known person'}, or to somebody who likes some items${bound ? '' : '; with neither, what suits most'}. Conditions may be set on ${fields}.`,
    input: bound ? withoutUser(recommendInput) : recommendInput,
    output: cards,
    async run({ k: most, conditions, exclude, ...asked }) {
      const { user, unknown } = who(asked)
      const tests = conditions.map((condition) => itemTest(columns, condition))
      const fits = (item: number): boolean => tests.every((test) => test(item))
      const candidates = tests.length === 0 ? {} : { candidates: data.items.ids.filter((_, item) => fits(item)) }
      const without = new Set(exclude.map(itemId))
      const slate = await recommender.recommend({ user, k: most, exclude: without, ...candidates })
      return { items: cardsOf(slate), unknown }
    },
    show: showCards,
  })
  const similar = defineTool({
    name: 'similar_items',
    description: 'Items like one item, best first.',
    input: similarInput,
    output: cards,
    async run({ id: asked, k: most }) {
      const item = data.items.ids[findItems(data.items, [asked]).items[0]!]!
      const slate = await recommender.recommend({ user: { history: [item] }, k: most, exclude: new Set([item]) })
      return { items: cardsOf(slate), unknown: [] }
    },
    show: showCards,
  })
  const explain = defineTool({
    name: 'explain',
    description: `Why one item would be recommended ${bound ? 'to the person you serve' : 'to a known person'}, or to somebody who likes some items.`,
    input: bound ? withoutUser(explainInput) : explainInput,
    output: card,
    async run({ id: asked, ...whose }) {
      const item = data.items.ids[findItems(data.items, [asked]).items[0]!]!
      const { user } = who(whose)
      const [found] = cardsOf(await recommender.recommend({ user, k: 1, candidates: [item] }))
      if (found) return found
      throw new ToolError(`${JSON.stringify(item)} is not recommended to them: most likely they know it already.`)
    },
    show: (shown) => cardLine(shown),
  })
  const search = searchCatalogue(columns, parts.search ?? searchWhenAsked(data))
  return toolset([recommend, similar, lookUp(columns), search, explain] as readonly Tool[])
}

/** The same input without the id of a person: one that is sent all the same is not read. */
const withoutUser = <Input extends z.ZodObject>(input: Input): Input => input.omit({ user: true }) as unknown as Input

/** Finds out for whom: a person, what somebody likes, or nobody in particular. */
function personFinder({ users, items }: Pick<Dataset, 'users' | 'items'>, bound: UserId | undefined) {
  return ({ user: asked, liked }: Whom) => {
    const user = asked ?? (liked === undefined ? bound : undefined)
    if (user !== undefined && liked !== undefined) {
      throw new ToolError('Give user for a known person or liked for somebody unknown, not both.')
    }
    if (user !== undefined) {
      if (users.index(user as UserId) !== undefined) return { user: user as UserId, unknown: [] }
      // The nearest ids would be other people's.
      throw new ToolError(`Nobody has the id ${JSON.stringify(user)}. For somebody unknown give liked instead.`)
    }
    const found = findItems(items, liked ?? [])
    return { user: { history: found.items.map((item) => items.ids[item]!) }, unknown: [...found.unknown] }
  }
}

function cardMaker({ items, vocabulary, fields }: CatalogueColumns): (slate: Slate) => Card[] {
  const year = fields.get('year')
  const yearOf = (item: ItemIndex): number | null => {
    const value = year?.type === 'number' ? year.values[item]! : Number.NaN
    return Number.isNaN(value) ? null : value
  }
  return ({ entries, recommender }) =>
    entries.map(({ item, reason = null }) => {
      const index = vocabulary.index(item)
      if (index === undefined) throw new Error(`${recommender} named ${JSON.stringify(item)}, which no item is`)
      const { title, categories } = items[index]!
      return { id: item, title, categories: [...categories], year: yearOf(index), reason }
    })
}

const showCards = ({ items, unknown }: z.infer<typeof cards>): string =>
  items.length === 0
    ? `Nothing is left to recommend. Ask with fewer conditions.${passedOver(unknown)}`
    : `${items.map(cardLine).join('\n')}${passedOver(unknown)}`

const cardLine = ({ id: own, title, categories, year, reason }: Card): string =>
  `${JSON.stringify(own)} ${titleWords(title)}: ${JSON.stringify({ categories, year, reason })}`

function searchWhenAsked(data: Pick<Dataset, 'catalogue'>): SearchIndex {
  let made: Promise<SearchIndex> | undefined
  const index = (): Promise<SearchIndex> => {
    made ??= searchIndex(data)
    return made
  }
  return {
    search: async (query, most) => (await index()).search(query, most),
    scores: async (query) => (await index()).scores(query),
  }
}
