import { z } from 'zod'
import {
  type CandidateBus,
  candidateTools,
  defineTool,
  type Grounder,
  type PreferenceScores,
  type Surroundings,
  toolset,
} from '../../agents/index.ts'
import { type Tool, ToolError } from '../../domain/index.ts'

/** The order in which tools are used, whatever order a plan has them in. */
export const TOOL_ORDER = ['store_titles', 'look_up', 'hard_filter', 'soft_filter', 'rank', 'map'] as const

/** Candidates that stay at most after a filter, as published. */
const BUS_LIMIT = 1000

/** Over what the six tools of one conversation work. */
export interface InterecagentToolParts {
  readonly bus: CandidateBus
  readonly around: Surroundings
  readonly grounder: Grounder
  readonly preference: PreferenceScores
  readonly share: number
  /** Titles in one answer of `map`. */
  readonly show: number
  /** Hears of what `map` shows, before any words are made of it. */
  readonly onShown: (ids: readonly string[]) => void
}

/**
 * The six tools: store titles, look up, hard filter, soft filter, rank, map.
 *
 * Models name items by title more often than by id, so that every list of ids takes titles too; one that no item has stays as it
 * is, and the tool says that it is unknown.
 */
export function interecagentTools(parts: InterecagentToolParts): readonly Tool[] {
  const { bus, around, grounder, preference, share, show, onShown } = parts
  const { columns } = around
  const { tools } = candidateTools({
    bus,
    columns,
    popularity: around.popularity,
    preference,
    similarity: around.similarity,
    ...(around.search ? { search: around.search } : {}),
    share,
    limit: { most: BUS_LIMIT },
    most: show,
  })
  const ground = (name: unknown): unknown => {
    if (typeof name !== 'string' || columns.vocabulary.index(name as never) !== undefined) return name
    const item = grounder.find(name)
    return item === null ? name : columns.vocabulary.ids[item]
  }
  const grounded = (tool: Tool): Tool => ({
    ...tool,
    async run(input, signal) {
      const lists = ['ids', 'like', 'liked', 'disliked']
      const given = Object.entries(input as object).map(([key, value]) => [
        key,
        lists.includes(key) && Array.isArray(value) ? value.map(ground) : value,
      ])
      const output = await tool.run(Object.fromEntries(given), signal)
      if (tool.name === 'map') onShown((output as { items: { id: string }[] }).items.map(({ id }) => id))
      return output
    },
  })
  const six = [storeTitles(bus, around, grounder) as Tool, ...tools.filter(({ name }) => name !== 'count')]
  return toolset(six.map(grounded)).tools
}

const stored = z.object({ titles: z.string().min(1).max(2000).describe('titles, with ;; between them') })
const found = z.object({ found: z.number().int(), unknown: z.array(z.string()) })

/** The tool that makes candidates of titles that the person named. */
const storeTitles = (bus: CandidateBus, { columns }: Surroundings, grounder: Grounder) =>
  defineTool({
    name: 'store_titles',
    description:
      'Makes candidates of the titles that the person named; how many were found comes back. Use it first, and only then.',
    input: stored,
    output: found,
    run({ titles }) {
      const names = titles
        .split(';;')
        .map((name) => name.trim())
        .filter((name) => name !== '')
      const items = names.map((name) => grounder.find(name))
      const unknown = names.filter((_, place) => items[place] === null)
      const known = [...new Set(items.filter((item) => item !== null))]
      if (known.length === 0) throw new ToolError(`No item has the title ${JSON.stringify(names[0] ?? titles)}.`)
      bus.replace('store_titles', { titles }, Int32Array.from(known))
      return { found: columns.items.length === 0 ? 0 : known.length, unknown }
    },
  })
