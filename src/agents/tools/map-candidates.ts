import { z } from 'zod'
import type { Tool } from '../../domain/index.ts'
import { counted } from '../../words.ts'
import { titleWords } from './_item-facts.ts'
import type { CandidateBus } from './candidate-bus.ts'
import type { CatalogueColumns } from './catalogue-columns.ts'
import { defineTool } from './define-tool.ts'

const FEW = 5
const MOST = 20

const input = z.object({
  // Models write "five" and "10"; neither is worth another call.
  k: z
    .union([z.number(), z.string().max(20)])
    .default(FEW)
    .describe(`how many, 1 to ${MOST}`),
})
const output = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Candidates beyond those shown. */
  left: z.number().int(),
  note: z.string().optional(),
})

/** What `map` takes. */
export type MapInput = z.infer<typeof input>
/** What `map` gives back. */
export type MapOutput = z.infer<typeof output>

/**
 * The tool `map`: the first candidates with their titles; the only tool that shows titles nobody asked for by id.
 *
 * Candidates stay as they are. A number out of bounds or none at all is mended, and a note says so.
 *
 * @param most titles in one answer; 20 unless given
 * @example await useTool(mapCandidates(bus, columns), { k: 5 })
 */
export function mapCandidates(bus: CandidateBus, columns: CatalogueColumns, most = MOST): Tool<MapInput, MapOutput> {
  return defineTool({
    name: 'map',
    description: `Shows the first candidates with their titles, ${Math.min(FEW, most)} unless told, ${most} at most. Use it last.`,
    input,
    output,
    run({ k }) {
      const shown = mended(k, most)
      const note = shown === Number(k) ? undefined : `${JSON.stringify(k)} was read as ${shown}: ask for 1 to ${most}.`
      bus.record('map', { k: shown }, note)
      const items = Array.from(bus.items.subarray(0, shown), (item) => {
        const { id, title } = columns.items[item]!
        return { id: String(id), title }
      })
      return { items, left: bus.items.length - items.length, ...(note === undefined ? {} : { note }) }
    },
    show({ items, left, note }) {
      const lines = items.map(({ id, title }, place) => `${place + 1}. ${JSON.stringify(id)} ${titleWords(title)}`)
      const more = left > 0 ? [`${counted(left, 'more candidate')}.`] : []
      return [...(lines.length > 0 ? lines : ['There is no candidate.']), ...more, ...(note ? [note] : [])].join('\n')
    },
  })
}

function mended(k: number | string, most: number): number {
  const few = Math.min(FEW, most)
  const number = typeof k === 'string' && k.trim() === '' ? Number.NaN : Math.floor(Number(k))
  return Number.isNaN(number) || number < 1 ? few : Math.min(number, most)
}
