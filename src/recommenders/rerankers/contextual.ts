import { z } from 'zod'
import type { Context, Dataset } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { relevanceOf } from '../_relevance.ts'
import type { Reranker } from '../rerank.ts'

/**
 * Options of `contextual`: the circumstance; the power to which its lift is raised; the events by which an item's shares are
 * drawn towards everybody's; and the lift below which an item is left out (0 leaves none out).
 */
export const contextualOptions = z.object({
  by: z.enum(['time-of-day', 'weekday', 'place', 'device', 'environment', 'status']).default('time-of-day'),
  strength: z.number().min(0).max(10).default(1),
  shrinkage: z.number().positive().max(10_000).default(20),
  least: z.number().min(0).max(1).default(0),
})

const HOUR = 3_600_000
const QUARTERS = ['night', 'morning', 'afternoon', 'evening'] as const

/** What of a request's context is asked for, as the value that the log has for it. */
const readers: Readonly<Record<z.output<typeof contextualOptions>['by'], (context: Context) => string | undefined>> = {
  'time-of-day': ({ at }) => (isTime(at) ? QUARTERS[Math.floor(at / (6 * HOUR)) & 3] : undefined),
  weekday: ({ at }) => (isTime(at) ? (isWeekend(at) ? 'weekend' : 'weekday') : undefined),
  place: ({ place }) => place,
  device: ({ device }) => device,
  environment: ({ environment }) => environment,
  status: ({ status }) => status,
}

/**
 * Contextual post-filtering: relevance times how much more often an item is chosen in these circumstances than in others
 * (Adomavicius and Tuzhilin 2011, "Context-aware recommender systems").
 *
 * The lift of item i in circumstances v is P(v|i) / P(v), with P(v|i) = (n_iv + m P(v)) / (n_i + m) learned from the log and m the
 * shrinkage. Hours and days are UTC: six hours a part of the day, and weekends against weekdays. A request that does not tell the
 * circumstance, or one that the log never had, keeps the order.
 *
 * @throws {TastemakerError} `data/empty` where the log does not tell the circumstance of any event
 * @example rerank(recommender, contextual(data, { by: 'device', strength: 0.5 }))
 */
export function contextual(data: Dataset, options: z.input<typeof contextualOptions> = {}): Reranker {
  const chosen = readOptions(contextualOptions, options, 'contextual')
  const { by, strength, shrinkage, least } = chosen
  const seen = countsIn(data, by)
  return {
    name: nameWithOptions('contextual', chosen, contextualOptions),
    rerank(pool, { k, context }) {
      const value = readers[by](context ?? {})
      const here = value === undefined ? undefined : seen.byValue.get(value)
      const relevance = relevanceOf(pool)
      const liftOf = (place: number): number => {
        const item = data.items.index(pool[place]!.item)
        if (!here || item === undefined) return 1
        const usual = here.total / seen.total
        return (here.items[item]! + shrinkage * usual) / ((seen.items[item]! + shrinkage) * usual)
      }
      return pool
        .map((entry, place) => ({ entry, place, lift: liftOf(place) }))
        .filter(({ lift }) => lift >= least)
        .map(({ entry, place, lift }) => ({ ...entry, score: relevance[place]! * lift ** strength }))
        .sort((a, b) => b.score - a.score)
        .slice(0, k)
    },
  }
}

/** Events per item, in all and in each of some circumstances. */
interface Counts {
  readonly total: number
  readonly items: Int32Array
}

function countsIn({ name, log, items }: Dataset, by: z.output<typeof contextualOptions>['by']) {
  const column = log.context?.find((one) => one.name === by)
  const valueAt = (row: number): string | undefined => {
    if (by === 'time-of-day' || by === 'weekday') return readers[by]({ at: log.at[row]! })
    return column?.values[column.codes[row]!]
  }
  const all = { total: 0, items: new Int32Array(items.size) }
  const byValue = new Map<string, { total: number; items: Int32Array }>()
  for (let row = 0; row < log.length; row++) {
    const value = valueAt(row)
    if (value === undefined) continue
    const here = byValue.get(value) ?? { total: 0, items: new Int32Array(items.size) }
    byValue.set(value, here)
    for (const counts of [all, here]) {
      counts.total++
      counts.items[log.item[row]!]!++
    }
  }
  if (all.total > 0) return { ...all, byValue: byValue as ReadonlyMap<string, Counts> }
  throw new TastemakerError(
    'data/empty',
    `Nothing can be learned by ${by}: "${name}" does not tell it of any event.`,
    'Choose another circumstance, or read the data with a column for this one.',
  )
}

function isTime(at: number | undefined): at is number {
  return at !== undefined && !Number.isNaN(at)
}

/** 1 January 1970 was a Thursday, so days 2 and 3 after it and every seventh from there are Saturdays and Sundays. */
function isWeekend(at: number): boolean {
  const day = Math.floor(at / (24 * HOUR)) % 7
  return day === 2 || day === 3 || day === -5 || day === -4
}
