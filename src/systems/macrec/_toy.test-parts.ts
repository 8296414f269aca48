import {
  type AgentRun,
  agentMind,
  pastOf,
  type SearchIndex,
  type Surroundings,
  searchIndex,
  surroundings,
} from '../../agents/index.ts'
import { datasetFromRows, type Row } from '../../data/index.ts'
import {
  type AgentTask,
  type Dataset,
  type Fitted,
  type History,
  type Item,
  itemId,
  type Job,
  type ModelCall,
  userId,
} from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { type ScriptedReply, scriptedModel } from '../../testing/index.ts'
import { type MacRecOptions, macrec, macrecOptions } from './index.ts'

/*
 * The toy world of the system: 10 people, 20 items, and a rating is 3 + the person's bias + the item's bias, exactly. Two events are
 * held out of everybody, so that what is left still averages to the biases: people and items in pairs of opposite bias lose the same.
 */

const PEOPLE = 10
const ITEMS = 20

/** A person's bias; persons n and 9 - n are opposite. */
export const userBias = (n: number): number => (n < 5 ? [1, 0.5, -0.5, -1, 0.5][n]! : -userBias(PEOPLE - 1 - n))
/** An item's bias; items n and 19 - n are opposite. */
export const itemBias = (n: number): number => (n < 10 ? [0.5, -1, 0.5, 1, -0.5][n % 5]! : -itemBias(ITEMS - 1 - n))

export const person = (n: number) => userId(`u${n}`)
export const thing = (n: number) => itemId(`i${String(n).padStart(2, '0')}`)

/** Person n and 9 - n have not rated items m and 19 - m, where m is the smaller of n and 9 - n. */
export const heldOut: readonly { readonly user: number; readonly item: number }[] = Array.from(
  { length: PEOPLE },
  (_, user) => {
    const item = Math.min(user, PEOPLE - 1 - user)
    return [
      { user, item },
      { user, item: ITEMS - 1 - item },
    ]
  },
).flat()

const catalogue: readonly Item[] = Array.from({ length: ITEMS }, (_, n) => ({
  id: thing(n),
  title: `Title ${'ABCDEFGHIJKLMNOPQRST'[n]}${n}`,
  categories: [n % 2 === 0 ? 'Comedy' : 'Horror'],
  attributes: { year: 1980 + n },
  text: `${'A long story about the sea. '.repeat(300)}It ends well.`,
}))

const isHeldOut = (user: number, item: number): boolean => heldOut.some((one) => one.user === user && one.item === item)

/** The rows of the past; person n did item m at minute 20 n + m. */
export const toyRows: readonly Row[] = Array.from({ length: PEOPLE * ITEMS }, (_, place) => {
  const user = Math.floor(place / ITEMS)
  const item = place % ITEMS
  return { user, item, at: 1e12 + 60_000 * (20 * item + user) }
})
  .filter(({ user, item }) => !isHeldOut(user, item))
  .map(({ user, item, at }) => ({
    user: person(user),
    item: thing(item),
    value: 3 + userBias(user) + itemBias(item),
    at,
  }))

/** The toy world with some rows. */
export function toyData(rows: readonly Row[] = toyRows): Dataset {
  const people = Array.from({ length: PEOPLE }, (_, n) => ({ id: person(n), demographics: { age: 20 + n } }))
  return datasetFromRows(rows, {
    ...{ name: 'additive', licence: 'MIT', catalogue, people },
    scale: { min: 1, max: 5, step: 0.5 },
  })
}

/** A utility that likes the last items of the catalogue, and two of them alike. */
const lastFirst = {
  items: ITEMS,
  foldIn: (history: History) => ({ history }),
  score: () => Float32Array.from({ length: ITEMS }, (_, item) => (item === 18 ? 19 : item)),
  similar: () => [],
} as unknown as Fitted

let index: Promise<SearchIndex> | undefined

/** Surroundings of a past. */
export async function toyAround(past = pastOf(toyData())): Promise<Surroundings> {
  index ??= searchIndex({ catalogue })
  return surroundings({ past, ranker: lastFirst, search: await index })
}

/** With what a task is done. */
export async function toyRun(more: Partial<AgentRun> = {}): Promise<AgentRun> {
  return { surroundings: await toyAround(), random: randomStream(1, 'toy'), elapsed: () => 0, ...more }
}

/** An agent with options. @param model without one the rules work */
export function toyAgent(
  given: Partial<MacRecOptions> = {},
  model?: ReturnType<typeof scriptedModel>,
  granted?: readonly Job[],
) {
  const mind = !model
    ? agentMind('choice')
    : granted
      ? agentMind('hybrid', { model, granted: new Set(granted) })
      : agentMind('language', { model })
  return macrec.create({ mind }, macrecOptions.parse(given))
}

/** One task of each type. */
export const tasks: Readonly<Record<'rate' | 'rank' | 'next' | 'explain', AgentTask>> = {
  rate: { type: 'rate', id: 't1', user: person(0), item: thing(0) },
  rank: { type: 'rank', id: 't2', user: person(0), candidates: [0, 19, 3, 4].map(thing), k: 4 },
  next: { type: 'next', id: 't3', user: person(0), k: 2 },
  explain: { type: 'explain', id: 't4', user: person(0), item: thing(0) },
}

/** A document with a command. */
export const command = (tool: string, input: unknown): string =>
  JSON.stringify({ thought: '', action: { tool, input } })
/** A document that finishes. */
export const finish = (answer: unknown): string => command('finish', { answer })

/** Who asks: `manager`, `user-analyst`, … */
export const whoAsks = ({ by }: ModelCall): string => by.agent.split('/')[1]!

/** A model that says to each agent one text after the other, and the last one for ever. */
export function cast(scripts: Readonly<Record<string, readonly ScriptedReply[]>>) {
  const places = new Map<string, number>()
  return scriptedModel((call) => {
    const who = whoAsks(call)
    if (call.by.step === 'think') return 'I think.\nStep 9: and so on'
    const place = places.get(who) ?? 0
    places.set(who, place + 1)
    const script = scripts[who] ?? ['']
    return script[Math.min(place, script.length - 1)]!
  })
}
