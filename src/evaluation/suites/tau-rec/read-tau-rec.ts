import { basename, join } from 'node:path'
import { z } from 'zod'
import { itemId, Label, TastemakerError, userId } from '../../../domain/index.ts'
import { listed } from '../../../words.ts'
import { entriesOf } from '../_entries.ts'
import { readDocument } from '../_json-files.ts'
import { requireFields, suits, tauData } from './_tau-data.ts'
import { constraintOps, type TauItem, type TauSuite, type TauTask, type TauWish, tauPolicies } from './tau-suite.ts'

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
const catalogue = z.array(z.looseObject({ id: z.string().min(1), title: z.string() })).min(1)
const demand = z
  .object({ field: z.string(), op: z.enum(constraintOps), value })
  .refine(({ op, value: given }) => Array.isArray(given) || (op !== 'contains_any' && op !== 'in'), {
    message: 'contains_any and in compare with a list',
  })
const reveal = z.enum(['volunteer', 'on_ask', 'hidden'])
/** The published form wraps a demand; a flat one is read alike. */
const constraint = z.union([
  z.object({ constraint: demand, reveal }).transform((one) => ({ ...one.constraint, reveal: one.reveal })),
  demand.and(z.object({ reveal })),
])
const history = z.record(z.string(), z.object({ watched: z.array(z.unknown()).default([]) }))
const task = z.object({
  id: z.string().min(1),
  constraints: z.array(constraint).min(1),
  persona: z.string().default(''),
  soft_preferences: z.array(z.string()).default([]),
  policy_flags: z.array(z.enum(tauPolicies)).default([]),
  no_valid_recommendation: z.boolean().default(false),
  complexity: z.string().default(''),
  user_id: z.string().default('user_1'),
  user_history: history.nullish(),
  user_services: z.array(z.string()).default([]),
})

/**
 * Reads tau-Rec (arXiv:2606.10156) from a folder.
 *
 * Assumed of the layout: `catalog.json` (a list of items) and `tasks/task_NNN.json`, both in the folder or in its folder `data`. A task
 * has `constraints` of `{ constraint: { field, op, value }, reveal }`, `persona`, `soft_preferences`, `policy_flags`, `user_id`,
 * `user_history` by person with `watched`, `user_services`, `complexity` and `no_valid_recommendation`. People are named after their
 * task, since the published tasks give different histories to one `user_id`.
 *
 * @throws {TastemakerError} `io/missing` without a file; `format/unreadable` for a file that is no JSON; `format/value` for an unknown op,
 *   policy or field; `format/duplicate` for an id that comes twice
 * @example const suite = await readTauRec('tau-rec/data')
 */
export async function readTauRec(folder: string): Promise<TauSuite> {
  const from = await holding(folder)
  const rows = await readDocument(join(from, 'catalog.json'), catalogue)
  const items = rows.map(
    ({ id, title, ...rest }): TauItem => ({ id: itemId(id), title, values: valuesOf(title, rest) }),
  )
  const known = new Map(items.map((item) => [item.id, item]))
  if (known.size < items.length) throw twice('item', items, join(from, 'catalog.json'))
  const files = ((await entriesOf(join(from, 'tasks'))) ?? [])
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.json'))
  const tasks: TauTask[] = []
  const wishes = new Map<string, Label<TauWish>>()
  const odd: string[] = []
  for (const name of files) {
    const given = await readDocument(join(from, 'tasks', name), task)
    const wish: TauWish = {
      constraints: given.constraints,
      policies: given.policy_flags,
      noneFits: given.no_valid_recommendation,
    }
    requireFields(items, given.id, wish)
    const read: TauTask = {
      id: given.id,
      user: userId(given.id),
      persona: given.persona,
      softPreferences: given.soft_preferences,
      complexity: given.complexity,
      watched: watchedIn(given.user_history?.[given.user_id]?.watched ?? []).filter((id) => known.has(id)),
      services: given.user_services,
    }
    tasks.push(read)
    wishes.set(given.id, new Label(wish))
    if (items.some((item) => suits(item, read, wish)) === wish.noneFits) odd.push(given.id)
  }
  if (tasks.length === 0) throw new TastemakerError('data/empty', `${join(from, 'tasks')} holds no tasks.`)
  if (wishes.size < tasks.length) throw twice('task', tasks, join(from, 'tasks'))
  const name = basename(from) === 'data' ? basename(join(from, '..')) : basename(from)
  return {
    name,
    origin: 'published',
    items: known,
    data: tauData(name, 'as of the suite in the folder', items, tasks),
    tasks,
    wishes,
    notes: odd.length === 0 ? [] : [`whether an item fits is not as the task says in ${listed(odd)}`],
  }
}

async function holding(folder: string): Promise<string> {
  for (const from of [folder, join(folder, 'data')]) {
    const names = ((await entriesOf(from)) ?? []).map(({ name }) => name)
    if (names.includes('catalog.json') && names.includes('tasks')) return from
  }
  throw new TastemakerError(
    'io/missing',
    `${folder} holds no catalog.json with a folder "tasks" beside it.`,
    'Give the folder as the suite was unpacked.',
  )
}

/** Facts of a known form; an absent one (null) is left out. */
function valuesOf(title: string, given: Readonly<Record<string, unknown>>): TauItem['values'] {
  const values = Object.entries(given).flatMap(([field, raw]) => {
    const read = value.safeParse(raw)
    return read.success ? [[field, read.data] as const] : []
  })
  return Object.fromEntries([['title', title] as const, ...values])
}

/** Ids, as they are or in records. */
function watchedIn(given: readonly unknown[]) {
  const idOf = (one: unknown): unknown => (typeof one === 'object' && one !== null && 'id' in one ? one.id : one)
  return given.flatMap((one) => {
    const id = idOf(one)
    return typeof id === 'string' ? [itemId(id)] : []
  })
}

function twice(what: string, all: readonly { readonly id: string }[], where: string): TastemakerError {
  const id = all.find((one, place) => all.findIndex((other) => other.id === one.id) < place)?.id
  return new TastemakerError('format/duplicate', `The ${what} "${id}" comes twice in ${where}.`, 'Take one out.')
}
