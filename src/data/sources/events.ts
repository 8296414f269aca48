/*
 * An event log of our own: one JSON object a line, as `eventSchema` has it. Items and people may come anywhere among the
 * events; a later record of one takes the place of an earlier.
 */
import { basename } from 'node:path'
import { z } from 'zod'
import { type Scale, TastemakerError } from '../../domain/index.ts'
import { type CodedRows, datasetFromColumns } from '../dataset.ts'
import { firstDuplicate } from '../duplicates.ts'
import { type Event, eventSchema } from '../export/event.ts'
import type { DatasetWithColumns } from '../source-columns.ts'
import type { Encoding, Place } from './_cells.ts'
import { EventLog } from './_event-log.ts'
import { openFolder } from './_folder.ts'
import { eachJson } from './_json-records.ts'
import { eitherEncoding } from './_read-events.ts'
import { rejects, whereIs } from './_rejects.ts'
import { guessScale, isOnScale } from './_value-scale.ts'
import { source } from './source.ts'
import type { TableOptions } from './table-options.ts'

/** What is known of a log beside its lines. */
export interface EventLogFacts {
  readonly name?: string
  readonly licence?: string
  readonly scale?: Scale
}

/** An event log of ours, by name: `events:PATH`. */
export const events = source({
  name: 'events',
  about: 'events.jsonl as tastemaker writes it: interactions, impressions, items and people',
  options: z.object({}),
  recognises: () => false,
  async read(path, _, table) {
    const folder = await openFolder(path)
    return readEventLog(folder.path === path ? folder.need(/^events\.jsonl$/, 'events.jsonl') : path, {}, table)
  },
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
  const scale = options.scale ?? facts.scale
  const { rows, items, people, actions, notes } = await eitherEncoding((encoding) =>
    readLines(path, encoding, scale, options.maxErrors ?? 0),
  )
  if (rows.user.length === 0) {
    throw new TastemakerError('data/empty', `${path} holds no interactions.`, 'One interaction a line is expected.')
  }
  const rated = [...actions.keys()].every((action) => action === 'rate')
  const found = scale ?? (rated ? guessScale(Float32Array.from(rows.value)) : null)
  if (options.duplicates === 'error') refuseDuplicates(rows, path)
  const policy = options.duplicates === 'error' ? 'keep-all' : options.duplicates
  return datasetFromColumns(rows, {
    name: facts.name ?? basename(path),
    licence: facts.licence ?? 'unknown (your file)',
    ...(found ? { scale: found } : {}),
    catalogue: items,
    people,
    notes: [...actionNotes(actions), ...notes],
    duplicates: policy ?? (found ? 'last' : 'keep-all'),
  })
}

async function readLines(path: string, encoding: Encoding, scale: Scale | undefined, maxErrors: number) {
  const left = rejects(path, maxErrors)
  const log = new EventLog()
  const refuse = (reason: string, detail: string, place: Place): void =>
    left.bad(reason, place, () => {
      const hint = 'Every line is one object: { "v": 1, "type": "interaction", "user": …, "item": …, "kind": … }.'
      return new TastemakerError('format/unreadable', `${whereIs(place, path)} ${detail}.`, hint)
    })
  await eachJson(path, encoding, {
    record(record, place) {
      const { type } = record
      const event = eventSchema.safeParse(record)
      if (event.success) {
        if (scale && !onScale(event.data, scale))
          left.bad('a rating off the scale', place, offScale(path, place, scale))
        else if (!log.take(event.data)) left.unwanted('interactions without an item')
      } else if (typeof type === 'string' && !types.has(type)) {
        left.unwanted(`records of the type "${type.slice(0, 40)}"`)
      } else refuse('no event', `is no event: ${problem(event.error.issues[0]!)}`, place)
      return true
    },
    malformed: (text, place) => refuse('no JSON', `is not JSON: ${text.slice(0, 80)}`, place),
  })
  const { items, people, actions } = log
  return {
    rows: log.finish(),
    items: [...items.values()],
    people: [...people.values()],
    actions,
    notes: left.notes(),
  }
}

const types: ReadonlySet<string> = new Set(['interaction', 'impression', 'item', 'user'])

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

function actionNotes(counts: ReadonlyMap<string, number>): string[] {
  if (counts.size < 2) return []
  return [`actions are not told apart: ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')}`]
}
