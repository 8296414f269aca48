import { datasetFromRows } from '../../../data/index.ts'
import { type Dataset, type Item, TastemakerError } from '../../../domain/index.ts'
import { meets } from './meets.ts'
import type { TauItem, TauTask, TauWish } from './tau-suite.ts'

/** A catalogue and the watched items of the people as agents read them: facts as attributes, a list as one text. */
export function tauData(name: string, licence: string, items: readonly TauItem[], tasks: readonly TauTask[]): Dataset {
  const rows = tasks.flatMap(({ user, watched }) => watched.map((item) => ({ user, item, value: 1, at: Number.NaN })))
  const people = tasks.map(({ user }) => ({ id: user }))
  return datasetFromRows(rows, { name, licence, catalogue: items.map(tauCard), people })
}

/** An item as agents read it. */
export function tauCard({ id, title, values }: TauItem): Item {
  const { genres, overview, release_date: released, ...rest } = values
  const attributes: Record<string, string | number | boolean> = {}
  for (const [field, value] of Object.entries(rest)) {
    if (field !== 'title') attributes[field] = typeof value === 'object' ? value.join(', ') : value
  }
  const year = typeof released === 'string' ? Number(released.slice(0, 4)) : Number.NaN
  if (year > 0) attributes['year'] = year
  return {
    id,
    title,
    categories: typeof genres === 'object' ? genres : [],
    attributes,
    ...(typeof overview === 'string' && overview !== '' ? { text: overview } : {}),
  }
}

/** Whether an item meets all of a wish, is available to the person and was not watched, as far as the wish's policies ask. */
export function suits(item: TauItem, task: TauTask, { constraints, policies }: TauWish): boolean {
  if (!constraints.every((constraint) => meets(constraint, item))) return false
  if (policies.includes('watch_history') && task.watched.includes(item.id)) return false
  const on = item.values['streaming_services']
  if (!policies.includes('availability') || task.services.length === 0) return true
  return typeof on === 'object' && task.services.some((service) => on.includes(service))
}

/** Refuses a constraint on a field that no item has. */
export function requireFields(items: readonly TauItem[], task: string, { constraints }: TauWish): void {
  const unknown = constraints.find(({ field }) => !items.some(({ values }) => Object.hasOwn(values, field)))
  if (!unknown) return
  throw new TastemakerError(
    'format/value',
    `${task} has a constraint on "${unknown.field}", which no item of the catalogue has.`,
    'Take catalogue and tasks from one release.',
  )
}
