import { z } from 'zod'
import type { Tool } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { fixed, whole } from '../../words.ts'
import { itemsWhere, scoresOf } from './_best.ts'
import { type BusOutput, busOutput, showStep, stepOutput } from './_bus-output.ts'
import type { CandidateBus } from './candidate-bus.ts'
import { type CatalogueColumns, everyItem, type FieldColumn } from './catalogue-columns.ts'
import { constraintSchema, itemTest } from './constraint.ts'
import { defineTool } from './define-tool.ts'

const input = z.object({
  conditions: z.array(constraintSchema).min(1).max(20),
  match: z.enum(['all', 'any']).default('all').describe('whether all conditions have to hold, or one is enough'),
})

/** What `hard_filter` takes. */
export type HardFilterInput = z.infer<typeof input>

/** How many candidates a filter leaves at most. */
export interface FilterLimit {
  readonly most: number
  /** Draws those that stay, in their order; without it the first ones stay. */
  readonly random?: RandomStream
}

/** Values of a text field that a description lists. */
const LISTED = 40

/**
 * The tool `hard_filter`: keeps the candidates that satisfy conditions.
 *
 * @param limit the most that may be left; InteRecAgent allows 1,000 and draws them at random. No bound unless given
 * @example await useTool(hardFilter(bus, columns), { conditions: [{ field: 'year', op: '<', value: 2000 }] })
 */
export function hardFilter(
  bus: CandidateBus,
  columns: CatalogueColumns,
  limit?: FilterLimit,
): Tool<HardFilterInput, BusOutput> {
  const fields = [...columns.fields].map(([name, column]) => `${name} (${valuesIn(column, name)})`)
  return defineTool({
    name: 'hard_filter',
    description: `Keeps the candidates that satisfy conditions on their fields; how many are left comes back. Fields: ${fields.join('; ')}.`,
    input,
    output: busOutput,
    run(wanted) {
      const tests = wanted.conditions.map((condition) => itemTest(columns, condition))
      const passes =
        wanted.match === 'all'
          ? (item: number) => tests.every((test) => test(item))
          : (item: number) => tests.some((test) => test(item))
      const step = bus.replace('hard_filter', wanted, ...kept(bus, passes, limit))
      return stepOutput(step)
    },
    show: showStep,
  })
}

/** The candidates that pass, as many as may be left, with the scores they had. */
function kept(
  { items, scores }: CandidateBus,
  passes: (item: number) => boolean,
  limit: FilterLimit | undefined,
): [Int32Array, Float32Array | null] {
  const places = limited(
    itemsWhere(everyItem(items.length), (place) => passes(items[place]!)),
    limit,
  )
  return [places.map((place) => items[place]!), scores && scoresOf(places, scores)]
}

function limited(places: Int32Array, limit: FilterLimit | undefined): Int32Array {
  if (!limit || places.length <= limit.most) return places
  if (!limit.random) return places.slice(0, limit.most)
  return limit.random.shuffle(places.slice()).slice(0, limit.most).sort()
}

/** What a field holds, for a description: its range, or its values where they are few. */
function valuesIn(column: FieldColumn, name: string): string {
  if (column.type === 'number') {
    const { least, most } = column
    return Number.isNaN(least) ? 'numbers' : `numbers from ${number(least)} to ${number(most)}`
  }
  const { values } = column
  // Values of other text fields may be anything, names of items among them: they are not listed.
  if (name !== 'category' || values.length > LISTED) return `${whole(values.length)} texts`
  return values.length === 0 ? 'texts' : values.map((value) => JSON.stringify(value)).join(', ')
}

const number = (value: number): string => (Number.isInteger(value) ? String(value) : fixed(value, 2))
