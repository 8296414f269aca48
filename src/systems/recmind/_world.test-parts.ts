import {
  type AgentRun,
  agentMind,
  pastOf,
  type Review,
  type Surroundings,
  searchIndex,
  surroundings,
} from '../../agents/index.ts'
import { datasetFromRows, type Row } from '../../data/dataset.ts'
import {
  type AgentTask,
  type Dataset,
  type Fitted,
  type History,
  type Item,
  type ItemIndex,
  itemId,
  type ModelCall,
  userId,
} from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { type ScriptedModel, scriptedModel } from '../../testing/index.ts'
import { recmind } from './index.ts'

/*
 * For tests: five people, twenty films, and models whose every word is known.
 */

const START = 1e12
/** Where the past ends: everybody's last two events are later. */
export const END = START + 6000

const GENRES = ['comedy', 'drama', 'horror', 'western'] as const

export const CATALOGUE: readonly Item[] = Array.from({ length: 20 }, (_, n) => ({
  id: itemId(`i${n + 1}`),
  title: `${['Amber', 'Birch', 'Cedar', 'Dune', 'Ember'][n % 5]} ${['House', 'River', 'Street', 'Tower'][n % 4]}, The (${1980 + n})`,
  categories: [GENRES[n % 4]!],
  attributes: { year: 1980 + n },
}))

/** Person u does eight things, one a second; the last two come after the past. */
const deed = (user: number, n: number): Row => ({
  user: userId(`u${user}`),
  item: CATALOGUE[(3 * user + 2 * n) % 20]!.id,
  value: 1 + ((user + n) % 5),
  at: START + 1000 * n + user,
})
export const ROWS: readonly Row[] = [1, 2, 3, 4, 5].flatMap((user) =>
  Array.from({ length: 8 }, (_, n) => deed(user, n)),
)

export const worldOf = (rows: readonly Row[]): Dataset =>
  datasetFromRows(rows, {
    name: 'five people',
    licence: 'MIT',
    catalogue: CATALOGUE,
    people: ['u1', 'u2', 'u3', 'u4', 'u5', 'nobody'].map((id) => ({ id: userId(id) })),
    scale: { min: 1, max: 5, step: 1 },
  })

export const WORLD = worldOf(ROWS)

const reviews = ROWS.map(({ user, item, at }, n) => ({
  user,
  item,
  at,
  text: `Seen in May. A ${n % 2 ? 'slow' : 'lively'} film with lovely music, number ${n}.`,
}))
/** The last one was written later, about something done in the past. */
export const REVIEWS: readonly Review[] = [
  ...reviews,
  { user: ROWS[8]!.user, item: ROWS[8]!.item, at: END + 1, text: 'Seen again. Less lovely music.' },
]

const genreOf = (item: number): string => WORLD.catalogue[item]!.categories[0]!

/** Likes the genres of the history, by its ratings; rates by them too where it was given a mean. */
export const fitted = (mean?: number): Fitted => {
  const score = ({ history }: { readonly history: History }) =>
    Float32Array.from(WORLD.catalogue, (_, item) =>
      history.items.reduce((sum, other, n) => sum + Number(genreOf(other) === genreOf(item)) * history.values[n]!, 0),
    )
  return {
    items: WORLD.items.size,
    foldIn: (history: History) => ({ history }),
    score,
    similar: (item: ItemIndex) =>
      WORLD.catalogue.flatMap((_, other) =>
        other !== item && genreOf(other) === genreOf(item) ? [{ item: other as ItemIndex, score: 1 }] : [],
      ),
    ...(mean === undefined ? {} : { rate: () => mean }),
  } as unknown as Fitted
}

/** What stands around the agent at `END`. */
export async function around(
  data = WORLD,
  more: { readonly mean?: number; readonly reviews?: readonly Review[] } = {},
) {
  const { mean, reviews = REVIEWS } = more
  const search = await searchIndex(data)
  return surroundings({ past: pastOf(data, { before: END }), ranker: fitted(mean), search, reviews })
}

export const runIn = (place: Surroundings, more: Partial<AgentRun> = {}): AgentRun => ({
  surroundings: place,
  random: randomStream(1, 'test'),
  elapsed: () => 0,
  ...more,
})

const U1 = userId('u1')

/** One task of each type about `u1`, who met i4 to i14 in steps of two, and i16 and i18 later. */
export const RATE: AgentTask = { type: 'rate', id: 'rate-1', user: U1, item: itemId('i16') }
export const RANK: AgentTask = {
  type: 'rank',
  id: 'rank-1',
  user: U1,
  candidates: ['i16', 'i1', 'i2', 'i3', 'i5'].map(itemId),
  k: 3,
}
export const NEXT: AgentTask = { type: 'next', id: 'next-1', user: U1, k: 4 }
export const SUMMARISE: AgentTask = {
  type: 'summarise',
  id: 'summarise-1',
  user: U1,
  item: itemId('i16'),
  review: 'I bought it in May. A lovely slow film with lovely music.',
}
export const EXPLAIN: AgentTask = { type: 'explain', id: 'explain-1', user: U1, item: itemId('i16') }
export const EVERY_TASK: readonly AgentTask[] = [RATE, RANK, NEXT, SUMMARISE, EXPLAIN]

/** The agent on a model. */
export const agentOn = (model: ScriptedModel, options: Readonly<Record<string, unknown>> = {}) =>
  recmind.create({ mind: agentMind('language', { model }) }, recmind.options.parse(options))

/** The agent without one. */
export const plainAgent = (options: Readonly<Record<string, unknown>> = {}) =>
  recmind.create({ mind: agentMind('choice') }, recmind.options.parse(options))

/** A step that uses a tool. */
export const use = (tool: string, input: unknown, thought = `Use ${tool}.`) => ({ thought, action: { tool, input } })
export const sql = (query: string) => use('query_sql', { sql: query }, query)
/** A step that finishes. */
export const finish = (answer: unknown) => ({ thought: 'Done.', action: { tool: 'finish', input: { answer } } })

/** A model with lines for each kind of call, the last one of a kind for ever. */
export function saying(lines: Readonly<Record<string, readonly unknown[]>>): ScriptedModel {
  const places = new Map<string, number>()
  return scriptedModel(({ by: { step } }: ModelCall) => {
    const place = places.get(step) ?? 0
    places.set(step, place + 1)
    const own = lines[step] ?? []
    return JSON.stringify(own[Math.min(place, own.length - 1)] ?? null)
  })
}

/** Words of a call. */
export const wordsOf = ({ system, user }: ModelCall): string => `${system}\n${user}`
