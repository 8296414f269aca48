import MiniSearch from 'minisearch'
import type { CatalogueColumns, PlannedStep } from '../../agents/index.ts'
import { TOOL_ORDER } from './tools.ts'

/** A request with a plan that serves it. */
export interface Demonstration {
  readonly request: string
  readonly plan: readonly PlannedStep[]
}

/** Above this ROUGE-L to one that is kept already, a demonstration tells nothing new. */
const TOO_ALIKE = 0.8

/** Demonstrations of one catalogue. */
export interface Demonstrations {
  readonly all: readonly Demonstration[]
  /** Those nearest to a message by its words, in the manner of BM25; topped up with the first ones. */
  near(text: string, k: number): readonly Demonstration[]
}

/**
 * Worked plans in the words of a catalogue: its own groups and years, so that a model sees conditions that exist.
 *
 * One is left out where its tools stand in another order than they are used in, or where it reads like one that is kept (ROUGE-L
 * above 0.8), as published.
 */
export function demonstrationsOf(columns: CatalogueColumns): Demonstrations {
  const all: Demonstration[] = []
  for (const one of seeds(columns)) {
    if (isInOrder(one.plan) && all.every(({ request }) => rougeL(request, one.request) <= TOO_ALIKE)) all.push(one)
  }
  const index = new MiniSearch<{ id: number; request: string }>({ fields: ['request'] })
  index.addAll(all.map(({ request }, id) => ({ id, request })))
  return {
    all,
    near(text, k) {
      const found = index.search(text).map(({ id }) => all[Number(id)]!)
      return [...new Set([...found, ...all])].slice(0, k)
    },
  }
}

/** A demonstration as a prompt shows it. @example demonstrationText(one) */
export const demonstrationText = ({ request, plan }: Demonstration): string =>
  `The person says: ${JSON.stringify(request)}\nPlan: ${JSON.stringify({ steps: plan })}`

/** Whether the tools of a plan stand in the order in which they are used. @example isInOrder([{ tool: 'rank' }, { tool: 'map' }]) // true */
export function isInOrder(plan: readonly PlannedStep[]): boolean {
  const places = plan.map(({ tool }) => TOOL_ORDER.indexOf(tool as (typeof TOOL_ORDER)[number]))
  return places.every((place, at) => place >= 0 && (at === 0 || places[at - 1]! <= place))
}

/** ROUGE-L F1 of two requests by words: twice the longest common subsequence over both lengths (Lin 2004). @example rougeL('a b', 'a c') // 0.5 */
export function rougeL(one: string, other: string): number {
  const a = one.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const b = other.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (a.length + b.length === 0) return 1
  let above = new Array<number>(b.length + 1).fill(0)
  for (const word of a) {
    const row = [0]
    for (const [at, said] of b.entries()) row.push(word === said ? above[at]! + 1 : Math.max(above[at + 1]!, row[at]!))
    above = row
  }
  return (2 * above.at(-1)!) / (a.length + b.length)
}

const rank = (by: string, more: object = {}): PlannedStep => ({
  tool: 'rank',
  input: { by, liked: [], disliked: [], keep: 100, ...more },
})
const map = (k: number): PlannedStep => ({ tool: 'map', input: { k } })
const filter = (...conditions: readonly object[]): PlannedStep => ({
  tool: 'hard_filter',
  input: { conditions, match: 'all' },
})

/** Fourteen requests of the usual kinds, with two groups and a year of the catalogue. */
function seeds(columns: CatalogueColumns): readonly Demonstration[] {
  const groups = columns.fields.get('category')
  const [one = 'this', other = 'that', third = 'another'] =
    groups?.type === 'list' ? groups.values.filter((value) => value !== 'unknown') : []
  const is = (value: string) => ({ field: 'category', op: '=', value })
  const isNot = (value: string) => ({ field: 'category', op: '!=', value })
  const years = columns.fields.get('year')
  const year = years?.type === 'number' && !Number.isNaN(years.most) ? Math.round((years.least + years.most) / 2) : null
  const timed: Demonstration[] =
    year === null
      ? []
      : [
          {
            request: `something ${one.toLowerCase()} before ${year}`,
            plan: [filter(is(one), { field: 'year', op: '<', value: year }), rank('preference'), map(5)],
          },
          {
            request: `newer than ${year}, please`,
            plan: [filter({ field: 'year', op: '>', value: year }), rank('preference'), map(5)],
          },
          {
            request: `three well known ones from ${year} on, but no ${other.toLowerCase()}`,
            plan: [filter({ field: 'year', op: '>=', value: year }, isNot(other)), rank('popularity'), map(3)],
          },
        ]
  return [
    ...timed,
    { request: `I feel like ${one.toLowerCase()} tonight`, plan: [filter(is(one)), rank('preference'), map(5)] },
    {
      request: `no ${one.toLowerCase()} and no ${other.toLowerCase()}`,
      plan: [filter(isNot(one), isNot(other)), rank('preference'), map(5)],
    },
    {
      request: `either ${other.toLowerCase()} or ${third.toLowerCase()}`,
      plan: [filter({ field: 'category', op: 'in', values: [other, third] }), rank('preference'), map(5)],
    },
    {
      request: 'more like the title that I liked',
      plan: [
        { tool: 'soft_filter', input: { like: ['the title that I liked'] } },
        rank('preference', { liked: ['the title that I liked'] }),
        map(5),
      ],
    },
    {
      request: `like the one I saw, only as ${third.toLowerCase()}`,
      plan: [
        filter(is(third)),
        { tool: 'soft_filter', input: { like: ['the one I saw'] } },
        rank('preference'),
        map(5),
      ],
    },
    { request: 'what does everybody watch?', plan: [rank('popularity'), map(5)] },
    { request: 'what would you recommend to me?', plan: [rank('preference'), map(5)] },
    { request: 'just ten ideas, anything goes', plan: [rank('preference'), map(10)] },
    {
      request: 'when was the second of those made?',
      plan: [{ tool: 'look_up', input: { ids: ['the second of those'] } }],
    },
    {
      request: 'which of my two favourites should I see again: the first or the other?',
      plan: [{ tool: 'store_titles', input: { titles: 'the first ;; the other' } }, rank('preference'), map(2)],
    },
    { request: 'thanks, that is all', plan: [] },
  ]
}
