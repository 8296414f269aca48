import { z } from 'zod'
import { type Tool, ToolError } from '../../domain/index.ts'
import { itemsWhere, nthHighest, requireScores, scoresOf } from './_best.ts'
import { type BusOutput, busOutput, showStep, stepOutput } from './_bus-output.ts'
import { findItems } from './_ids.ts'
import { meanScores } from './_mean-scores.ts'
import type { CandidateBus } from './candidate-bus.ts'
import type { CatalogueColumns } from './catalogue-columns.ts'
import { defineTool } from './define-tool.ts'
import type { SimilarityScores } from './item-scores.ts'
import type { SearchIndex } from './search-index.ts'

const input = z.object({
  like: z.array(z.string().max(200)).max(50).optional().describe('ids of items to be like'),
  text: z.string().min(1).max(500).optional().describe('or words to be like, in place of ids'),
})

/** What `soft_filter` takes. */
export type SoftFilterInput = z.infer<typeof input>

/** By what `soft_filter` tells likeness; at least one of the two. */
export interface SoftFilterParts {
  readonly similarity?: SimilarityScores | undefined
  readonly search?: SearchIndex | undefined
  /** The share of the whole catalogue that counts as alike; 0.05 unless given, as in InteRecAgent. */
  readonly share?: number | undefined
}

/**
 * The tool `soft_filter`: keeps the candidates that are like some items, or like a text.
 *
 * Likeness to several items is the mean of the likenesses. A candidate stays when it scores at least as the last of the
 * best `share` of the whole catalogue, whatever the candidates are, and above 0. The scores stay with the candidates
 * for ranking. The items named are candidates like any other.
 *
 * @example await useTool(softFilter(bus, columns, { similarity }), { like: ['i3'] })
 */
export function softFilter(
  bus: CandidateBus,
  columns: CatalogueColumns,
  { similarity, search, share = 0.05 }: SoftFilterParts,
): Tool<SoftFilterInput, BusOutput> {
  const ways = [...(similarity ? ['items by their ids (like)'] : []), ...(search ? ['a text (text)'] : [])]
  const size = columns.items.length
  const scoresFor = async ({ like, text }: SoftFilterInput) => {
    if (like !== undefined && like.length > 0 && text === undefined) {
      if (!similarity) throw new ToolError('Likeness to items is not known here: give a text.')
      const { items, unknown } = findItems(columns.vocabulary, like)
      return { scores: meanScores(similarity, items, size), unknown }
    }
    if (text !== undefined && (like === undefined || like.length === 0)) {
      if (!search) throw new ToolError('Likeness to a text is not known here: give ids of items in like.')
      return { scores: await search.scores(text), unknown: [] }
    }
    throw new ToolError('Give either like or text.')
  }
  return defineTool({
    name: 'soft_filter',
    description: `Keeps the candidates that are like ${ways.join(' or ')}; how many are left comes back.`,
    input,
    output: busOutput,
    async run(wanted) {
      const { scores, unknown } = await scoresFor(wanted)
      if (size === 0) return stepOutput(bus.replace('soft_filter', wanted, bus.items), unknown)
      requireScores(scores, size, 'The likeness')
      const least = nthHighest(scores.slice(), Math.max(1, Math.ceil(share * size)))
      const kept = itemsWhere(bus.items, (item) => scores[item]! >= least && scores[item]! > 0)
      return stepOutput(bus.replace('soft_filter', wanted, kept, scoresOf(kept, scores)), unknown)
    },
    show: showStep,
  })
}
