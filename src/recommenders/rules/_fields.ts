import type { Dataset, Item } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import type { Condition } from './schema.ts'

type Plain = string | number | boolean

/** Names that rules may use beside the attributes of the catalogue. */
const BUILT_IN = ['category', 'price', 'releasedAt', 'title'] as const

/** What an item has under a name: none, one or several values. */
export type Reader = (item: Item) => readonly Plain[]

/**
 * Finds what a rule means by a name.
 *
 * @throws {TastemakerError} `config/unknown-name` with near names, for one that no item of the catalogue has
 */
export function readerOf(name: string, { name: dataset, catalogue }: Pick<Dataset, 'name' | 'catalogue'>): Reader {
  if (name === 'category') return (item) => item.categories
  if (name === 'price' || name === 'releasedAt' || name === 'title') return (item) => listOf(item[name])
  const known = new Set(catalogue.flatMap(({ attributes }) => Object.keys(attributes)))
  if (known.has(name)) {
    return ({ attributes }) => (Object.hasOwn(attributes, name) ? listOf(attributes[name]) : [])
  }
  const names = [...BUILT_IN, ...known]
  throw unknown(`No item of "${dataset}" has "${name}".`, name, names)
}

/**
 * Makes a condition testable.
 *
 * @throws {TastemakerError} `config/unknown-name` for an attribute or a category that no item has, `config/option` for a value that
 *   cannot be compared with what the items have
 */
export function testOf(condition: Condition, data: Pick<Dataset, 'name' | 'catalogue'>): (item: Item) => boolean {
  const { on, op } = condition
  const read = readerOf(on, data)
  const present = data.catalogue.flatMap(read)
  const given = Array.isArray(condition.value) ? condition.value : [condition.value]
  const values = on === 'releasedAt' ? given.map(timeOf) : given
  const kinds = new Set(present.map((value) => typeof value))
  const misfit = values.find((value) => present.length > 0 && !kinds.has(typeof value))
  if (misfit !== undefined) {
    throw new TastemakerError(
      'config/option',
      `A rule compares "${on}" with ${JSON.stringify(misfit)}, and items have a ${[...kinds].join(' or ')} there.`,
      `Such as ${JSON.stringify(present[0])}.`,
    )
  }
  if (on === 'category') {
    const missing = values.find((value) => !present.includes(value))
    if (missing !== undefined) {
      const names = [...new Set(present)].map(String)
      throw unknown(`No item of "${data.name}" has the category "${missing}".`, String(missing), names)
    }
  }
  if (op === 'is') return (item) => read(item).some((value) => values.includes(value))
  if (op === 'is-not') return (item) => !read(item).some((value) => values.includes(value))
  const [bound] = values
  if (values.length !== 1 || typeof bound !== 'number') {
    throw new TastemakerError(
      'config/option',
      `A rule with ${op} compares "${on}" with one number, got ${JSON.stringify(condition.value)}.`,
      'Use is or is-not for words.',
    )
  }
  const sign = op === 'at-least' ? 1 : -1
  return (item) => read(item).some((value) => typeof value === 'number' && sign * (value - bound) >= 0)
}

/** A time as a number, or as a date in words that are the same everywhere: `2020-01-31`. */
function timeOf(value: Plain): Plain {
  if (typeof value !== 'string' || !/^\d{4}(-\d\d){0,2}(T.*Z)?$/.test(value)) return value
  const time = Date.parse(value)
  return Number.isNaN(time) ? value : time
}

function listOf(value: Plain | undefined): readonly Plain[] {
  return value === undefined ? [] : [value]
}

function unknown(message: string, name: string, names: readonly string[]): TastemakerError {
  const near = nearest(name, names)
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${names.slice(0, 20).join(', ')}.`
  return new TastemakerError('config/unknown-name', message, hint)
}
