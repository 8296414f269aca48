/*
 * An event log of our own: one JSON object a line, as `eventSchema` has it. Items and people may come anywhere among the
 * events; a later record of one takes the place of an earlier.
 */
import { basename } from 'node:path'
import { z } from 'zod'
import { type Item, itemId, type Scale, TastemakerError, type User, userId } from '../../domain/index.ts'
import { type CodedRows, datasetFromColumns } from '../dataset.ts'
import { firstDuplicate } from '../duplicates.ts'
import { type Event, eventSchema } from '../export/event.ts'
import type { DatasetWithColumns } from '../source-columns.ts'
import type { Place } from './_cells.ts'
import { eachJson } from './_json-records.ts'
import { rejects, whereIs } from './_rejects.ts'
import { type Circumstances, RowCollector } from './_row-collector.ts'
import { guessScale, isOnScale } from './_value-scale.ts'
import { source } from './source.ts'
import type { TableOptions } from './table-options.ts'

/** What is known of a log beside its lines. */
export interface EventLogFacts {
  readonly name?: string
  readonly licence?: string
  readonly scale?: Scale
  readonly notes?: readonly string[]
}

/** An event log of ours, by name: `events:PATH`. */
export const events = source({
  name: 'events',
  about: 'events.jsonl as tastemaker writes it: interactions, impressions, items and people',
  options: z.object({}),
  recognises: () => false,
  read: (path, _, table) => readEventLog(path, {}, table),
})

/**
 * Reads an event log.
 *
 * @param path of a file with one event a line, as it is or compressed (`.gz`, `.zst`)
 * @throws {TastemakerError} `format/unreadable` for a line that is no event, `format/rating-range`, `format/duplicate`,
 *   `format/too-many-errors`, `data/empty`, with the line
 * @example await readEventLog('out/events.jsonl')
 */
export async function readEventLog(
  path: string,
  facts: EventLogFacts = {},
  options: TableOptions = {},
): Promise<DatasetWithColumns> {
  const declared = options.scale ?? facts.scale
  const left = rejects(path, options.maxErrors ?? 0)
  const log = new EventLog()
  const refuse = (reason: string, detail: string, place: Place): void =>
    left.bad(reason, place, () => {
      const hint = 'Every line is one object: { "v": 1, "type": "interaction", "user": …, "item": …, "kind": … }.'
      return new TastemakerError('format/unreadable', `${whereIs(place, path)} ${detail}.`, hint)
    })
  await eachJson(path, 'utf-8', {
    record(record, place) {
      const { type } = record
      if (typeof type === 'string' && !kinds.has(type)) left.unwanted(`records of the type "${type.slice(0, 40)}"`)
      else {
        const event = eventSchema.safeParse(record)
        if (!event.success) refuse('no event', `is no event: ${problem(event.error.issues[0]!)}`, place)
        else if (declared && !onScale(event.data, declared))
          left.bad('a rating off the scale', place, offScale(path, place, declared))
        else if (!log.take(event.data)) left.unwanted('interactions without an item')
      }
      return true
    },
    malformed: (text, place) => refuse('no JSON', `is not JSON: ${text.slice(0, 80)}`, place),
  })
  const rows = log.finish()
  if (rows.user.length === 0) {
    throw new TastemakerError('data/empty', `${path} holds no interactions.`, 'One interaction a line is expected.')
  }
  const rated = [...log.kinds.keys()].every((kind) => kind === 'rate')
  const scale = declared ?? ((rated && guessScale(Float32Array.from(rows.value))) || undefined)
  if (options.duplicates === 'error') refuseDuplicates(rows, path)
  const asked = options.duplicates === 'error' ? 'keep-all' : options.duplicates
  return datasetFromColumns(rows, {
    name: facts.name ?? basename(path),
    licence: facts.licence ?? 'unknown (your file)',
    ...(scale ? { scale } : {}),
    catalogue: [...log.items.values()],
    people: [...log.people.values()],
    notes: [...(facts.notes ?? []), ...kindNotes(log.kinds), ...left.notes()],
    duplicates: asked ?? (scale ? 'last' : 'keep-all'),
  })
}

const kinds: ReadonlySet<string> = new Set(['interaction', 'impression', 'item', 'user'])

/** What the events say, event by event. */
class EventLog {
  readonly items = new Map<string, Item>()
  readonly people = new Map<string, User>()
  /** How often each action occurs. */
  readonly kinds = new Map<string, number>()
  private readonly rows = new RowCollector()
  /** Shown items of which an interaction may still tell that they were taken up, by impression and item. */
  private readonly open = new Map<string, { taken: number; add(taken: number): void }>()

  /** @returns whether there was a place for it */
  take(event: Event): boolean {
    if (event.type === 'item') this.items.set(event.item, itemOf(event))
    else if (event.type === 'user') this.people.set(event.user, personOf(event))
    else if (event.type === 'impression') this.takeImpression(event)
    else return this.takeInteraction(event)
    return true
  }

  private takeInteraction(event: Extract<Event, { type: 'interaction' }>): boolean {
    const { user, item, kind, value, ts, impressionId } = event
    if (item === undefined || item === null) return false
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1)
    this.rows.add(this.rows.log, user, item, value ?? 1, ts ?? Number.NaN, circumstancesOf(event))
    const shown = impressionId ? this.open.get(`${impressionId} ${item}`) : undefined
    if (shown) shown.taken = 1
    return true
  }

  private takeImpression(event: Extract<Event, { type: 'impression' }>): void {
    const context = circumstancesOf(event)
    for (const { item, taken } of event.slate) {
      const add = (value: number): void =>
        this.rows.add(this.rows.impressions, event.user, item, value, event.ts ?? Number.NaN, context)
      if (taken !== undefined && taken !== null) add(taken)
      else if (event.id) this.open.set(`${event.id} ${item}`, { taken: 0, add })
      else add(0)
    }
  }

  finish(): CodedRows {
    for (const { taken, add } of this.open.values()) add(taken)
    return this.rows.finish()
  }
}

const circumstances = ['place', 'device', 'environment', 'status', 'companions', 'session'] as const

/** The circumstances of an event; those that are no text become JSON. */
function circumstancesOf({
  session,
  context,
}: Pick<Extract<Event, { type: 'impression' }>, 'session' | 'context'>): Circumstances {
  if (!session && !context) return {}
  const known: Readonly<Record<string, unknown>> = { ...context, ...(session ? { session } : {}) }
  return Object.fromEntries(
    circumstances.flatMap((name) => {
      const value = known[name]
      if (value === undefined || value === null) return []
      return [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
    }),
  )
}

function itemOf(event: Extract<Event, { type: 'item' }>): Item {
  const { item, title, text, categories, attributes, image, price, releasedAt } = event
  return {
    id: itemId(item),
    title: title ?? item,
    ...present({ text, image, price, releasedAt }),
    categories: categories ?? [],
    attributes: present(attributes ?? {}),
  }
}

function personOf({ user, demographics, attributes, connections }: Extract<Event, { type: 'user' }>): User {
  return {
    id: userId(user),
    ...(demographics ? { demographics: present(demographics) as NonNullable<User['demographics']> } : {}),
    ...(attributes ? { attributes: present(attributes) } : {}),
    ...(connections ? { connections: connections.map(userId) } : {}),
  }
}

/** The members that have a value. */
function present<Value>(
  record: Readonly<Record<string, Value | null | undefined>>,
): Record<string, Exclude<Value, null | undefined>> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
  ) as Record<string, Exclude<Value, null | undefined>>
}

function onScale(event: Event, scale: Scale): boolean {
  return event.type !== 'interaction' || isOnScale(event.value ?? 1, scale)
}

function offScale(path: string, place: Place, { min, max, step }: Scale): () => TastemakerError {
  return () =>
    new TastemakerError(
      'format/rating-range',
      `${whereIs(place, path)}: a rating must lie on the scale ${min} to ${max} in steps of ${step}.`,
      'Correct the line, or declare the scale that the file has.',
    )
}

function problem({ path, message }: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  return path.length > 0 ? `"${path.join('.')}": ${message}` : message
}

function refuseDuplicates(rows: CodedRows, path: string): void {
  const found = firstDuplicate(rows)
  if (found === null) return
  const [user, item] = [rows.userIds[rows.user[found.row]!], rows.itemIds[rows.item[found.row]!]]
  throw new TastemakerError(
    'format/duplicate',
    `${basename(path)}: user ${user} and item ${item} must occur once, interactions ${found.earlier + 1} and ${found.row + 1} have both.`,
    'Take one of them out, or choose what to keep: last, max, sum or keep-all.',
  )
}

function kindNotes(counts: ReadonlyMap<string, number>): string[] {
  if (counts.size < 2) return []
  return [`actions are not told apart: ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')}`]
}
