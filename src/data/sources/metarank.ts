/* Events of Metarank (metarank.ai): items, users, rankings and interactions, one JSON object a line. */
import { z } from 'zod'
import { type ContextColumn, type Item, TastemakerError, type User } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import { eachObject, type Refuse } from './_each-object.ts'
import { nameOf, openFolder } from './_folder.ts'
import { type Facts, itemOfFacts, userOfFacts } from './_item-of-facts.ts'
import type { JsonRecord } from './_json-records.ts'
import { type CardOptions, cardOptions } from './_read-cards.ts'
import { eitherEncoding } from './_read-events.ts'
import { type Circumstances, RowCollector } from './_row-collector.ts'
import { TimeTexts } from './_time-texts.ts'
import { guessScale } from './_value-scale.ts'
import { source } from './source.ts'

const circumstances: readonly ContextColumn['name'][] = [
  'place',
  'device',
  'environment',
  'status',
  'companions',
  'session',
]

/** Metarank: rankings are impressions, interactions the log; `action=click` takes one type of interaction only. */
export const metarank = source({
  name: 'metarank',
  about: 'a file of Metarank events, or a folder with events.jsonl; action=TYPE takes interactions of one type',
  options: z.object({ action: z.string().optional() }),
  recognises: () => false,
  async read(path, { action }, table) {
    const folder = await openFolder(path)
    const file = folder.path === path ? folder.need(/^events\.(jsonl|json)$/, 'events.jsonl') : path
    const read = await eitherEncoding((encoding) => eventsOf(file, action, cardOptions(table, encoding)))
    if (read.rows.user.length === 0) {
      const what = `${file} holds no interactions${action === undefined ? '' : ` of the type "${action}"`}.`
      throw new TastemakerError('data/empty', what, 'Interactions have "event": "interaction", a user and an item.')
    }
    const scale = read.rated ? (table.scale ?? guessScale(Float32Array.from(read.rows.value))) : null
    const policy = table.duplicates === 'error' ? undefined : table.duplicates
    return datasetFromColumns(read.rows, {
      name: folder.path === path ? nameOf(folder.path) : nameOf(file),
      licence: 'unknown (your events)',
      ...(scale ? { scale } : {}),
      catalogue: read.items,
      people: read.people,
      duplicates: policy ?? (scale ? 'last' : 'keep-all'),
      notes: read.notes,
    })
  },
})

/** A ranking whose interactions may still come. */
interface Ranking {
  readonly user: string
  readonly items: readonly string[]
  readonly at: number
  readonly context: Circumstances
  readonly taken: Set<string>
}

async function eventsOf(path: string, action: string | undefined, options: CardOptions) {
  const rows = new RowCollector()
  const items = new Map<string, Item>()
  const people = new Map<string, User>()
  const rankings = new Map<string, Ranking>()
  const times = new TimeTexts()
  const orphans = { count: 0 }
  let rated = false
  const notes = await eachObject(path, options, (record, refuse, left) => {
    const kind = kindOf(record)
    if (kind === null) return refuse('an unknown event', 'is no item, user, ranking or interaction')
    const [user, item] = [idOf(record['user']), idOf(record['item'])]
    const facts = factsOf(record)
    if (kind === 'item')
      return item === null ? refuse('no item', 'has no item') : void items.set(item, itemOfFacts(item, facts))
    if (user === null) return refuse('no user', 'has no user')
    if (kind === 'user') return void people.set(user, userOfFacts(user, facts))
    const at = timeOf(record, times, refuse)
    if (at === null) return
    const context = contextOf(record, facts)
    if (kind === 'ranking') {
      const shown = Array.isArray(record['items']) ? record['items'].map((one) => idOf(one?.id ?? one?.item)) : []
      if (shown.length === 0 || shown.includes(null)) return refuse('no items', 'has no items, or one without an id')
      return void rankings.set(String(record['id']), { user, items: shown as string[], at, context, taken: new Set() })
    }
    if (item === null) return refuse('no item', 'has no item')
    if (action !== undefined && record['type'] !== action)
      return left.unwanted(`interactions of another type than ${action}`)
    const value = facts['rating'] ?? facts['value'] ?? 1
    if (typeof value !== 'number') return refuse('no number', `has ${JSON.stringify(value)} for a value`)
    if (facts['rating'] !== undefined) rated = true
    rows.add(rows.log, user, item, value, at, context)
    const parent = record['ranking'] === undefined ? undefined : rankings.get(String(record['ranking']))
    if (parent) parent.taken.add(item)
    else if (typeof record['ranking'] === 'string') orphans.count++
  })
  for (const { user, items: shown, at, context, taken } of rankings.values()) {
    for (const item of shown) rows.add(rows.impressions, user, item, Number(taken.has(item)), at, context)
  }
  return {
    rows: rows.finish(),
    rated,
    items: [...items.values()],
    people: [...people.values()],
    notes: [
      `${rankings.size} rankings and ${rows.log.length} interactions`,
      ...times.notes(),
      ...(orphans.count > 0 ? [`${orphans.count} interactions name a ranking that does not come before them`] : []),
      ...notes,
    ],
  }
}

/** Older events do not say what they are; their parts tell. */
function kindOf(record: JsonRecord): 'item' | 'user' | 'ranking' | 'interaction' | null {
  const { event } = record
  if (event === 'item' || event === 'user' || event === 'ranking' || event === 'interaction') return event
  if (event !== undefined) return null
  if (record['items'] !== undefined) return 'ranking'
  if (record['type'] !== undefined) return 'interaction'
  return record['item'] !== undefined ? 'item' : record['user'] !== undefined ? 'user' : null
}

function idOf(value: unknown): string | null {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : null
}

/** Fields of an event by name. */
function factsOf({ fields }: JsonRecord): Facts {
  if (!Array.isArray(fields)) return {}
  return Object.fromEntries(
    fields.flatMap((field) => (typeof field?.name === 'string' ? [[field.name, field.value]] : [])),
  )
}

function contextOf({ session }: JsonRecord, facts: Facts): Circumstances {
  const known = { ...facts, session: facts['session'] ?? session }
  return Object.fromEntries(
    circumstances.flatMap((name) => {
      const value = (known as Facts)[name]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    }),
  )
}

/** Milliseconds, NaN without a time; null after a record that was refused. */
function timeOf({ timestamp }: JsonRecord, times: TimeTexts, refuse: Refuse): number | null {
  if (timestamp === undefined || timestamp === null) return Number.NaN
  const at = times.read(String(timestamp))
  if (typeof at === 'number') return at
  refuse('no time', at)
  return null
}
