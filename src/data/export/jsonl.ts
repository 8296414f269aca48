import type { ContextColumn, Dataset, Interactions } from '../../domain/index.ts'
import { notFiniteNotes } from './_losses.ts'
import { isTimed, shortest } from './_numbers.ts'
import { type Plan, type PlannedField, plannedField } from './_plan.ts'
import { slatesOf } from './_slates.ts'
import { allTimes } from './_tables.ts'
import { writeLines } from './_write-file.ts'

/**
 * JSON Lines: `events.jsonl`, one object a line: `{ v: 1, type, id, ts, user, source, … }`.
 *
 * First every item and person, then what people were shown, then what they did, by person and in time order within each.
 * `ts` is milliseconds since 1970 and left out where it is not known. The shape is `event.ts`.
 */
export function planJsonl(data: Dataset): Plan {
  const file = {
    path: 'events.jsonl',
    holds: 'events',
    encoding: 'application/jsonlines',
    fields: eventFields(data),
    write: (path: string) => writeLines(path, '', eventLines(data)),
  } as const
  return { files: [file], notes: jsonlNotes(data) }
}

function jsonlNotes(data: Dataset): string[] {
  const { scale, impressions } = data
  return [
    ...notFiniteNotes(data),
    ...(scale ? [] : ['the data does not say what people did with the items: every event is a "view"']),
    ...(impressions ? ['positions on a slate are not in the data: entries stand in order of item'] : []),
  ]
}

/** The members that occur and are no lists or records. */
function eventFields(data: Dataset): readonly PlannedField[] {
  const { log, scale } = data
  return [
    plannedField('type', 'text', 'type'),
    plannedField('id', 'text', 'event'),
    ...(allTimes(data).some(isTimed) ? [plannedField('ts', 'time', 'at', 'milliseconds')] : []),
    plannedField('user', 'text', 'user'),
    plannedField('item', 'text', 'item'),
    plannedField('kind', 'text', 'action'),
    ...(scale || log.value.some((value) => value !== 1) ? [plannedField('value', 'number', 'value')] : []),
  ]
}

function* eventLines(data: Dataset): Generator<string> {
  for (const [row, { id, ...card }] of data.catalogue.entries()) {
    yield line({ v: 1, type: 'item', id: `item-${row + 1}`, source: 'import', item: id, ...card })
  }
  for (const [row, { id, ...traits }] of data.people.entries()) {
    yield line({ v: 1, type: 'user', id: `user-${row + 1}`, user: id, source: 'import', ...traits })
  }
  const names = { users: data.users.ids.map(json), items: data.items.ids.map(json) }
  if (data.impressions) yield* impressionLines(data.impressions, names)
  yield* interactionLines(data, names)
}

/** Ids as JSON has them, by index. */
interface Names {
  readonly users: readonly string[]
  readonly items: readonly string[]
}

function* impressionLines(impressions: Interactions, { users, items }: Names): Generator<string> {
  const { user, item, value, at } = impressions
  const circumstances = contextTexts(impressions.context)
  let number = 0
  for (const { from, to } of slatesOf(impressions)) {
    const slate: string[] = []
    for (let row = from; row < to; row++) slate.push(`{"item":${items[item[row]!]},"taken":${shortest(value[row]!)}}`)
    yield `{"v":1,"type":"impression","id":"impression-${++number}"${time(at[from]!)},"user":${users[user[from]!]},"source":"import"${circumstances(from)},"slate":[${slate.join()}]}\n`
  }
}

/** The long part of the file. Its texts are put together by hand, so that an id is spelled once and not in every row. */
function* interactionLines({ log, scale }: Dataset, { users, items }: Names): Generator<string> {
  const { user, item, value, at, length } = log
  const circumstances = contextTexts(log.context)
  const kind = scale ? '"rate"' : '"view"'
  for (let row = 0; row < length; row++) {
    const worth = scale || value[row] !== 1 ? `,"value":${shortest(value[row]!)}` : ''
    yield `{"v":1,"type":"interaction","id":"interaction-${row + 1}"${time(at[row]!)},"user":${users[user[row]!]},"source":"import","item":${items[item[row]!]},"kind":${kind}${worth}${circumstances(row)}}\n`
  }
}

const time = (at: number): string => (Number.isNaN(at) ? '' : `,"ts":${at}`)

/** The circumstances of a row as members of its object, with the comma before them. */
function contextTexts(context: readonly ContextColumn[] = []): (row: number) => string {
  const columns = context.map(({ name, values, codes }) => ({ name, codes, texts: values.map(json) }))
  const session = columns.find(({ name }) => name === 'session')
  const others = columns.filter((column) => column !== session)
  return (row) => {
    let text = session && session.codes[row]! >= 0 ? `,"session":${session.texts[session.codes[row]!]}` : ''
    let members = ''
    for (const { name, codes, texts } of others) {
      if (codes[row]! >= 0) members += `${members && ','}"${name}":${texts[codes[row]!]}`
    }
    if (members !== '') text += `,"context":{${members}}`
    return text
  }
}

const json = (text: string): string => JSON.stringify(text)
const line = (record: object): string => `${JSON.stringify(record)}\n`
