import { z } from 'zod'
import { type Tool, ToolError } from '../../domain/index.ts'
import { didYouMean, findItems, passedOver } from './_ids.ts'
import { itemFacts, itemFactsSchema, itemLine } from './_item-facts.ts'
import type { CandidateBus } from './candidate-bus.ts'
import type { CatalogueColumns } from './catalogue-columns.ts'
import { defineTool } from './define-tool.ts'

/** Characters of text in one answer, about 512 tokens; several items share them. */
const CHARACTERS = 2000
const MOST_ITEMS = 20

const input = z.object({
  ids: z.array(z.string().max(200)).min(1).max(MOST_ITEMS).describe('ids of items'),
  field: z.string().max(100).optional().describe('one field only, such as year; all unless given'),
})
const output = z.object({ items: z.array(itemFactsSchema), unknown: z.array(z.string()) })

/** What `look_up` takes. */
export type LookUpInput = z.infer<typeof input>
/** What `look_up` gives back. */
export type LookUpOutput = z.infer<typeof output>

/**
 * The tool `look_up`: facts of some items by id. Long texts share a bound on characters.
 *
 * @param bus where it is written down, if anywhere; it changes no candidates
 * @example await useTool(lookUp(columns), { ids: ['i3'], field: 'year' })
 */
export function lookUp(columns: CatalogueColumns, bus?: CandidateBus): Tool<LookUpInput, LookUpOutput> {
  const names = [...columns.fields.keys(), 'title', 'text']
  return defineTool({
    name: 'look_up',
    description: `Facts of items by their ids, ${MOST_ITEMS} at most. Does not change the candidates. Fields: ${names.join(', ')}.`,
    input,
    output,
    run({ ids, field }) {
      if (field !== undefined && !names.includes(field)) {
        const near = didYouMean(field, names)
        throw new ToolError(`There is no field ${JSON.stringify(field)}.${near} Fields are ${names.join(', ')}.`)
      }
      const { items, unknown } = findItems(columns.vocabulary, ids)
      bus?.record('look_up', { ids, field })
      const characters = Math.floor(CHARACTERS / items.length)
      return { items: items.map((item) => itemFacts(columns, item, characters, field)), unknown: [...unknown] }
    },
    show: ({ items, unknown }) => `${items.map(itemLine).join('\n')}${passedOver(unknown)}`,
  })
}
