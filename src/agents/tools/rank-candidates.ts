import { z } from 'zod'
import { type ItemIndex, type Tool, ToolError } from '../../domain/index.ts'
import { bestFirst, itemsWhere, requireScores, scoresOf } from './_best.ts'
import { type BusOutput, busOutput, showStep, stepOutput } from './_bus-output.ts'
import { findItems } from './_ids.ts'
import { meanScores } from './_mean-scores.ts'
import type { CandidateBus } from './candidate-bus.ts'
import type { CatalogueColumns } from './catalogue-columns.ts'
import { defineTool } from './define-tool.ts'
import type { PreferenceScores, SimilarityScores } from './item-scores.ts'

const WAYS = ['popularity', 'preference', 'similarity'] as const
type Way = (typeof WAYS)[number]

const ids = z.array(z.string().max(200)).max(100).default([])
const makeInput = (ways: readonly Way[]) =>
  z.object({
    by: z.enum(ways),
    liked: ids.describe('ids of items that the person likes'),
    disliked: ids.describe('ids of items that the person does not want'),
    keep: z.number().int().min(1).max(1000).default(100).describe('how many of the best stay'),
  })

const inputs = new Map<string, ReturnType<typeof makeInput>>()

/** One schema for each set of ways, shared by all sessions. */
function inputFor(ways: readonly Way[]): ReturnType<typeof makeInput> {
  const key = ways.join()
  const known = inputs.get(key) ?? makeInput(ways)
  inputs.set(key, known)
  return known
}

/** What `rank` takes. */
export type RankInput = z.infer<ReturnType<typeof inputFor>>

/** By what `rank` can order: each way is offered where its scores are given. */
export interface RankParts {
  /** One score an item, by item index. */
  readonly popularity: Float32Array
  readonly preference?: PreferenceScores | undefined
  readonly similarity?: SimilarityScores | undefined
}

/**
 * The tool `rank`: puts the candidates in order and keeps the best.
 *
 * `preference` is what the model expects the person to like, given what they like in this conversation; `similarity`
 * the mean likeness to what is liked minus that to what is not (Rocchio 1971), or the order of the last soft filter
 * where nothing is named. Liked and disliked items are never among the result. Whoever names liked items asks for more
 * than popularity: the order is then by preference, and a note says so, as InteRecAgent has it. Equal scores stand in
 * catalogue order.
 *
 * @example await useTool(rankCandidates(bus, columns, { popularity }), { by: 'popularity', keep: 20 })
 */
export function rankCandidates(
  bus: CandidateBus,
  columns: CatalogueColumns,
  parts: RankParts,
): Tool<RankInput, BusOutput> {
  const { popularity, preference, similarity } = parts
  const size = columns.items.length
  const ways = WAYS.filter((way) => way === 'popularity' || parts[way] !== undefined)
  const scoresBy = (way: Way, liked: readonly ItemIndex[], disliked: readonly ItemIndex[]): Float32Array => {
    if (way === 'popularity') return popularity
    if (way === 'preference') return preference!(liked)
    if (liked.length + disliked.length === 0) return lastScores(bus, size)
    const near = meanScores(similarity!, liked, size)
    const far = meanScores(similarity!, disliked, size)
    return near.map((score, item) => score - far[item]!)
  }
  return defineTool({
    name: 'rank',
    description: `Puts the candidates in order by ${ways.join(' or ')} and keeps the best; liked and disliked items are left out.`,
    input: inputFor(ways),
    output: busOutput,
    run(wanted) {
      const liked = findItems(columns.vocabulary, wanted.liked)
      const disliked = findItems(columns.vocabulary, wanted.disliked)
      const both = liked.items.find((item) => disliked.items.includes(item))
      if (both !== undefined) {
        const id = JSON.stringify(columns.vocabulary.ids[both])
        throw new ToolError(`${id} is both liked and disliked: name it once, as the person said last.`)
      }
      const forced = wanted.by === 'popularity' && liked.items.length > 0 && preference !== undefined
      const way = forced ? 'preference' : wanted.by
      const scores = requireScores(scoresBy(way, liked.items, disliked.items), size, `The order by ${way}`)
      const named = new Set<number>([...liked.items, ...disliked.items])
      const kept = bestFirst(
        named.size > 0 ? itemsWhere(bus.items, (item) => !named.has(item)) : bus.items,
        scores,
        wanted.keep,
      )
      const step = bus.replace('rank', { ...wanted, by: way }, kept, scoresOf(kept, scores))
      const note = forced ? 'Ordered by preference, since liked items were named.' : undefined
      return stepOutput(step, [...liked.unknown, ...disliked.unknown], note)
    },
    show: showStep,
  })
}

/** The scores that the last step left with the candidates, by item index. */
function lastScores({ items, scores }: CandidateBus, size: number): Float32Array {
  if (!scores) throw new ToolError('Name liked items to rank by similarity, or use soft_filter first.')
  const all = new Float32Array(size)
  for (const [place, item] of items.entries()) all[item] = scores[place]!
  return all
}
