import { basename, join } from 'node:path'
import { z } from 'zod'
import { datasetFromColumns } from '../../../data/index.ts'
import { type Dataset, type Item, itemId, TastemakerError, type User, userId } from '../../../domain/index.ts'
import { counted } from '../../../words.ts'
import { entriesOf } from '../_entries.ts'
import { eachLine } from '../_json-files.ts'
import type { SocietyReview, SocietyTask } from './society-task.ts'

const id = z.union([z.string().min(1), z.number()]).transform(String)
const itemLine = z.looseObject({
  item_id: id,
  title: z.string().nullish(),
  name: z.string().nullish(),
  categories: z.union([z.array(z.unknown()), z.string(), z.record(z.string(), z.unknown())]).nullish(),
  description: z.union([z.string(), z.array(z.string())]).nullish(),
})
const userLine = z.looseObject({ user_id: id, source: z.string().optional() })
const reviewLine = z.looseObject({
  user_id: id,
  item_id: id,
  stars: z.number(),
  text: z.string().nullish(),
})

/**
 * Facts that were computed from ratings: the person's rating of the item in question is among them, so that a prompt that shows them,
 * or a rule that solves for it, would know the answer.
 */
const FROM_RATINGS =
  /^(stars|average_stars|average_rating|rating|rating_number|review_count|ratings_count|text_reviews_count|useful|funny|cool)$/

/** Letters of a description. */
const CHARACTERS = 500
/** Where the three files lie. */
const FOLDERS = ['', 'data', 'dataset', 'processed', 'data/processed', 'dataset/processed']

/** Ratings and reviews, less every pair of person and item of a task. */
export async function readReviewFiles(
  folder: string,
  tasks: readonly SocietyTask[],
): Promise<{ readonly data: Dataset; readonly reviews: readonly SocietyReview[]; readonly notes: readonly string[] }> {
  const from = await holding(folder)
  const catalogue: Item[] = []
  await eachLine(join(from, 'item.json'), itemLine, (record) => catalogue.push(itemOf(record)))
  const people: User[] = []
  await eachLine(join(from, 'user.json'), userLine, ({ user_id, source }) =>
    people.push({ id: userId(user_id), ...(source ? { attributes: { source } } : {}) }),
  )
  const [users, items] = [numbered(people.map((one) => one.id)), numbered(catalogue.map((one) => one.id))]
  const hidden = pairsOf(tasks)
  const asked = { users: new Set(tasks.map(({ user }) => user)), items: new Set(tasks.flatMap(itemsOf)) }
  const rows = { user: [] as number[], item: [] as number[], value: [] as number[], at: [] as number[] }
  const reviews: SocietyReview[] = []
  const left = { hidden: 0, unrated: 0 }
  await eachLine(join(from, 'review.json'), reviewLine, (record) => {
    const [user, item] = [userId(record.user_id), itemId(record.item_id)]
    if (hidden.get(user)?.has(item)) return void left.hidden++
    if (!(record.stars >= 1 && record.stars <= 5)) return void left.unrated++
    const at = timeOf(record)
    rows.user.push(users.of(user))
    rows.item.push(items.of(item))
    rows.value.push(record.stars)
    rows.at.push(at)
    if (record.text && (asked.users.has(user) || asked.items.has(item))) {
      reviews.push({ user, item, at, text: record.text })
    }
  })
  if (rows.user.length === 0) {
    throw new TastemakerError('data/empty', `${from} holds no review with 1 to 5 stars.`, 'Check review.json.')
  }
  const step = rows.value.every(Number.isInteger) ? 1 : 0.5
  const data = datasetFromColumns(
    { userIds: users.ids(), itemIds: items.ids(), ...rows },
    {
      name: basename(folder),
      licence: 'as of the reviews that the suite was made from',
      scale: { min: 1, max: 5, step },
      catalogue,
      people,
      duplicates: 'last',
    },
  )
  for (const task of tasks) requireKnown(data, task)
  const notes = [
    `${counted(left.hidden, 'review')} of a pair of person and item of a task are hidden; all candidates of a list alike, so that what is missing does not tell which one is true`,
    'what happened after a task is not hidden otherwise: tasks have no time',
    ...(left.unrated > 0 ? [`${counted(left.unrated, 'review')} without 1 to 5 stars left out`] : []),
  ]
  return { data, reviews, notes }
}

async function holding(folder: string): Promise<string> {
  for (const below of FOLDERS) {
    const entries = await entriesOf(join(folder, below))
    if (entries?.some(({ name }) => name === 'review.json')) return join(folder, below)
  }
  throw new TastemakerError(
    'io/missing',
    `There is no review.json in ${folder}.`,
    'Put item.json, user.json and review.json beside the tasks, or name their folder.',
  )
}

/** Numbers ids in order of appearance. */
function numbered<Id extends string>(known: readonly Id[]) {
  const places = new Map<Id, number>()
  const of = (one: Id): number => {
    const place = places.get(one) ?? places.size
    places.set(one, place)
    return place
  }
  for (const one of known) of(one)
  return { of, ids: (): readonly Id[] => [...places.keys()] }
}

const itemsOf = (task: SocietyTask) => (task.type === 'rate' ? [task.item] : task.candidates)

function pairsOf(tasks: readonly SocietyTask[]): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = new Map<string, Set<string>>()
  for (const task of tasks) {
    const own = pairs.get(task.user) ?? new Set()
    for (const item of itemsOf(task)) own.add(item)
    pairs.set(task.user, own)
  }
  return pairs
}

type ItemLine = z.output<typeof itemLine>

function itemOf(record: ItemLine): Item {
  const { item_id, title, name, categories, description, ...rest } = record
  const text = (Array.isArray(description) ? description.join(' ') : (description ?? '')).slice(0, CHARACTERS)
  const attributes: Record<string, string | number | boolean> = {}
  for (const [key, value] of Object.entries(rest)) {
    if (FROM_RATINGS.test(key) || value === '') continue
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') attributes[key] = value
  }
  return {
    id: itemId(item_id),
    title: title || name || item_id,
    categories: categoriesOf(categories),
    attributes,
    ...(text === '' ? {} : { text }),
  }
}

function categoriesOf(given: ItemLine['categories']): readonly string[] {
  if (given === null || given === undefined) return []
  const names = Array.isArray(given) ? given.flat(2) : typeof given === 'string' ? given.split(',') : Object.keys(given)
  return [...new Set(names.map((name) => String(name).trim()).filter((name) => name !== ''))]
}

/** Milliseconds since 1970: a number as it is (seconds where it is small), a date of Yelp as UTC, a date of Goodreads with its zone. */
function timeOf(record: Readonly<Record<string, unknown>>): number {
  const given = record['timestamp'] ?? record['date'] ?? record['date_added']
  if (typeof given === 'number') return given < 1e11 ? given * 1000 : given
  if (typeof given !== 'string') return Number.NaN
  const plain = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?$/.exec(given)
  return Date.parse(plain ? `${plain[1]}T${plain[2] ?? '00:00:00'}Z` : given)
}

function requireKnown({ users, items }: Dataset, task: SocietyTask): void {
  const unknown = itemsOf(task).find((item) => items.index(item) === undefined)
  if (unknown === undefined && users.index(task.user) !== undefined) return
  const what = unknown === undefined ? `person "${task.user}"` : `item "${unknown}"`
  throw new TastemakerError(
    'format/value',
    `The ${what} of ${task.id} is in none of the three data files.`,
    'Give the files that the tasks were made from, or fewer tasks.',
  )
}
