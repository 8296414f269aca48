import { z } from 'zod'
import { type ItemIndex, type Tool, userIndex } from '../../domain/index.ts'
import { counted, fixed } from '../../words.ts'
import { findItems } from './_ids.ts'
import { itemFacts, itemFactsSchema, itemLine } from './_item-facts.ts'
import type { CatalogueColumns } from './catalogue-columns.ts'
import { defineTool } from './define-tool.ts'
import type { Past } from './past.ts'

const CHARACTERS = 2000

const input = z.object({ id: z.string().max(200).describe('id of an item') })
const output = itemFactsSchema.extend({
  /** How often it was touched in the past. */
  interactions: z.number().int(),
  /** Null where nobody rated it. */
  meanRating: z.number().nullable(),
})

/** What `look_up_item` takes. */
export type LookUpItemInput = z.infer<typeof input>
/** What `look_up_item` gives back. */
export type LookUpItemOutput = z.infer<typeof output>

/**
 * The tool `look_up_item`: all that is known of one item, with how often it was touched in the past and its mean rating
 * then.
 *
 * @example await useTool(lookUpItem(columns, past), { id: 'i3' })
 */
export function lookUpItem(columns: CatalogueColumns, past: Past): Tool<LookUpItemInput, LookUpItemOutput> {
  const means = meanRatings(past)
  return defineTool({
    name: 'look_up_item',
    description:
      'All that is known of one item: title, categories, attributes, text, how many took it and how they rated it.',
    input,
    output,
    run({ id }) {
      const item = findItems(columns.vocabulary, [id]).items[0]!
      return { ...itemFacts(columns, item, CHARACTERS), interactions: past.counts()[item]!, meanRating: means(item) }
    },
    show({ interactions, meanRating, ...facts }) {
      const mean = meanRating === null ? '' : `, mean rating ${fixed(meanRating, 2)}`
      return `${itemLine(facts)}\n${counted(interactions, 'interaction')}${mean}.`
    },
  })
}

/** The mean rating of an item in the past, summed up at the first question. */
function meanRatings(past: Past): (item: ItemIndex) => number | null {
  const { log, scale, items, users } = past.data
  let sums: Float64Array | undefined
  return (item) => {
    const count = past.counts()[item]!
    if (!scale || count === 0) return null
    if (!sums) {
      sums = new Float64Array(items.size)
      for (let user = 0; user < users.size; user++) {
        const { from, to } = past.rowsOf(userIndex(user))
        for (let row = from; row < to; row++) sums[log.item[row]!]! += log.value[row]!
      }
    }
    return sums[item]! / count
  }
}
