import type { Item } from '../../domain/index.ts'
import type { Perceived } from './libraries.ts'

/** Reads items of one catalogue. */
export interface ItemReader {
  readonly domains: ReadonlySet<string>
  /** Values that the catalogue knows, of which words about an item may name no other. */
  readonly values: ReadonlySet<string>
  domainOf(item: Item): string
  perceive(item: Item): Perceived
}

/**
 * Makes a reader of items: their categories, their decade, and those attributes that several items share.
 *
 * A value of one item alone teaches nothing of others and could give its title away. Numbers beside the year are no values: what is
 * near is not equal.
 *
 * @param name of the data set, the domain of items that have no attribute `domain`
 * @example itemReader(data.name, data.catalogue).perceive(item).values // ['category: Drama', 'decade: 1990s']
 */
export function itemReader(name: string, catalogue: readonly Item[]): ItemReader {
  const domainOf = ({ attributes }: Item): string =>
    typeof attributes['domain'] === 'string' ? attributes['domain'] : name
  const counts = new Map<string, number>()
  for (const item of catalogue) {
    for (const value of new Set(valuesOf(item))) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const values = new Set([...counts].flatMap(([value, count]) => (count > 1 ? [value] : [])))
  return {
    domains: new Set(catalogue.map(domainOf)),
    values,
    domainOf,
    perceive(item) {
      const own = [...new Set(valuesOf(item))].filter((value) => values.has(value))
      const words = own.length === 0 ? item.title : `${item.title}: ${own.join(', ')}`
      return { item: item.id, title: item.title, domain: domainOf(item), words, values: own }
    },
  }
}

function valuesOf({ categories, attributes, releasedAt, title }: Item): string[] {
  const year = attributes['year'] ?? (releasedAt === undefined ? undefined : new Date(releasedAt).getUTCFullYear())
  const others = Object.entries(attributes)
    .filter(([name, value]) => !NOT_VALUES.has(name) && typeof value !== 'number' && value !== title)
    .map(([name, value]) => `${name}: ${value}`)
  return [
    ...categories.map((category) => `category: ${category}`),
    ...(typeof year === 'number' && Number.isFinite(year) ? [`decade: ${10 * Math.floor(year / 10)}s`] : []),
    ...others,
  ]
}

const NOT_VALUES: ReadonlySet<string> = new Set(['domain', 'year'])
