/* Rows of gorse (gorse.io): feedback as JSON Lines or CSV, with items and users beside it as JSON Lines. */
import { z } from 'zod'
import { type Item, TastemakerError, type User } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import { eachObject } from './_each-object.ts'
import type { RowFilter } from './_event-sink.ts'
import { holdsAll, nameOf, openFolder } from './_folder.ts'
import { itemOfFacts, userOfFacts } from './_item-of-facts.ts'
import type { JsonRecord } from './_json-records.ts'
import { type CardOptions, cardOptions } from './_read-cards.ts'
import { eitherEncoding, readEvents } from './_read-events.ts'
import { source } from './source.ts'

const feedback = /^feedbacks?\.(jsonl|json|csv)$/
const items = /^items\.(jsonl|json)$/
const users = /^users\.(jsonl|json)$/

/** gorse: a folder with `feedback.jsonl`, or the file; `positive=like+read>=3` says which feedback counts, as gorse's settings do. */
export const gorse = source({
  name: 'gorse',
  about: 'feedback, items and users of gorse; positive=like+read>=3 says which feedback counts',
  options: z.object({ positive: z.string().optional() }),
  recognises: (_, files) => holdsAll(files, [feedback, items]),
  async read(path, { positive }, table) {
    const folder = await openFolder(path)
    const file = folder.path === path ? folder.need(feedback, 'feedback.jsonl or feedback.csv') : path
    const rules = positive === undefined ? null : positive.split('+').map(ruleOf)
    const events = await readEvents(
      {
        paths: [file],
        values: 'guess',
        filter: (columns) => (rules === null ? undefined : filterOf(rules, named(columns, file))),
        plan(columns) {
          const of = named(columns, file)
          const [value, at] = [of('value'), of('timestamp') ?? of('time_stamp')]
          return {
            user: of('user_id')!,
            item: of('item_id')!,
            // What passed a threshold counts once, as in gorse.
            ...(value === undefined || rules !== null ? {} : { value }),
            ...(at === undefined ? {} : { at }),
          }
        },
      },
      table,
    )
    const beside = await eitherEncoding(async (encoding) => {
      const options = cardOptions(table, encoding)
      return { items: await itemsOf(folder.find(items), options), users: await usersOf(folder.find(users), options) }
    })
    return datasetFromColumns(events.rows, {
      name: folder.path === path ? nameOf(folder.path) : nameOf(file),
      licence: 'unknown (your rows)',
      ...(events.scale ? { scale: events.scale } : {}),
      catalogue: beside.items.items,
      people: beside.users.people,
      duplicates: events.duplicates,
      notes: [...events.notes, ...beside.items.notes, ...beside.users.notes],
    })
  },
})

/** Finds a column as gorse spells it: `UserId` in JSON, `user_id` in CSV. */
function named(columns: readonly string[], path: string): (name: string) => string | undefined {
  const plain = (name: string): string => name.toLowerCase().replaceAll('_', '')
  return (name) => {
    const found = columns.find((column) => plain(column) === plain(name))
    if (found !== undefined || !['user_id', 'item_id', 'feedback_type'].includes(name)) return found
    const what = `${path} has no column ${name}. Its columns are: ${columns.slice(0, 20).join(', ')}.`
    throw new TastemakerError(
      'format/column',
      what,
      'Feedback of gorse has FeedbackType, UserId, ItemId, Value and Timestamp.',
    )
  }
}

/** Feedback of a type, from a value on. */
interface Rule {
  readonly type: string
  readonly compare: '>=' | '>' | '<=' | '<' | '=' | null
  readonly bound: number
}

/** Reads `like` or `read>=3`. @throws {TastemakerError} `config/option` */
function ruleOf(text: string): Rule {
  const [, type, compare, bound] = /^([^<>=]+?)(?:(>=|<=|>|<|=)(-?\d+(?:\.\d+)?))?$/.exec(text.trim()) ?? []
  if (type !== undefined) return { type, compare: (compare ?? null) as Rule['compare'], bound: Number(bound ?? 0) }
  throw new TastemakerError(
    'config/option',
    `Cannot read "${text}" as a kind of feedback.`,
    'Write positive=like+read>=3.',
  )
}

function filterOf(rules: readonly Rule[], column: (name: string) => string | undefined): RowFilter {
  const value = column('value')
  return {
    columns: [column('feedback_type')!, ...(value === undefined ? [] : [value])],
    judge(text) {
      const [type, amount] = [text(0), value === undefined || text(1) === '' ? 0 : Number(text(1))]
      const of = rules.filter((rule) => rule.type === type)
      if (of.length === 0) return `feedback of the type "${type}"`
      return of.some((rule) => passes(amount, rule)) ? null : `"${type}" beyond the threshold`
    },
  }
}

function passes(amount: number, { compare, bound }: Rule): boolean {
  if (compare === null) return true
  if (compare === '=') return amount === bound
  if (compare === '>=') return amount >= bound
  if (compare === '>') return amount > bound
  return compare === '<=' ? amount <= bound : amount < bound
}

async function itemsOf(
  path: string | undefined,
  options: CardOptions,
): Promise<{ readonly items: readonly Item[]; readonly notes: readonly string[] }> {
  if (path === undefined) return { items: [], notes: [] }
  const read = new Map<string, Item>()
  let hidden = 0
  const notes = await eachObject(path, options, (record, refuse) => {
    const { ItemId: id, IsHidden, Categories, Timestamp, Comment } = record
    if (typeof id !== 'string' || id === '') return refuse('no ItemId', 'has no ItemId')
    if (IsHidden === true) hidden++
    const facts = { ...labelsOf(record), categories: Categories ?? [], released_at: Timestamp, title: Comment }
    read.set(id, itemOfFacts(id, { ...facts, ...(IsHidden === true ? { hidden: true } : {}) }))
  })
  return {
    items: [...read.values()],
    notes: [...notes, ...(hidden > 0 ? [`${hidden} items are marked as hidden`] : [])],
  }
}

async function usersOf(
  path: string | undefined,
  options: CardOptions,
): Promise<{ readonly people: readonly User[]; readonly notes: readonly string[] }> {
  if (path === undefined) return { people: [], notes: [] }
  const read = new Map<string, User>()
  const notes = await eachObject(path, options, (record, refuse) => {
    const { UserId: id } = record
    if (typeof id !== 'string' || id === '') return refuse('no UserId', 'has no UserId')
    read.set(id, userOfFacts(id, labelsOf(record)))
  })
  return { people: [...read.values()], notes }
}

/** Labels are an object, or a list of words in older rows. */
function labelsOf({ Labels: labels }: JsonRecord): JsonRecord {
  if (Array.isArray(labels)) return labels.length > 0 ? { labels } : {}
  return typeof labels === 'object' && labels !== null ? (labels as JsonRecord) : {}
}
