import type { Item } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { fnv1a } from './_hash.ts'

/** Bins at most for one number: tenths of the catalogue. */
const BINS = 10

/** Where the bins of each number begin, by the hash of its name; the first bin has no beginning. */
export type Bins = ReadonlyMap<number, Float64Array>

/** What an item says in numbers, by name: its price, and those attributes that are numbers. */
export function numbersOf(item: Item): (readonly [name: string, value: number])[] {
  const all: [string, string | number | boolean][] = Object.entries(item.attributes)
  if (item.price !== undefined && !Object.hasOwn(item.attributes, 'price')) all.push(['price', item.price])
  return all.filter((pair): pair is [string, number] => {
    const [name, value] = pair
    if (typeof value !== 'number') return false
    if (Number.isFinite(value)) return true
    throw new TastemakerError(
      'format/value',
      `The attribute "${name}" of item "${item.id}" must be a finite number, got ${value}.`,
      'Leave the attribute out where its value is not known.',
    )
  })
}

/**
 * Parts every number of a catalogue at its quantiles, so that each bin holds about a tenth of the items that have it; a
 * number with ten values or fewer gets a bin for each.
 *
 * @returns the bins, and what each one is called: by name and bin number as `binOf` gives them, such as `year 1990 to 1994`
 * @throws {TastemakerError} `format/value` naming the item and the attribute of a NaN or an infinite number
 */
export function binsOf(catalogue: readonly Item[]): {
  readonly bins: Bins
  readonly names: ReadonlyMap<string, string>
} {
  const values = new Map<string, number[]>()
  for (const item of catalogue) {
    for (const [name, value] of numbersOf(item)) {
      const list = values.get(name)
      if (list) list.push(value)
      else values.set(name, [value])
    }
  }
  const bins = new Map<number, Float64Array>()
  const names = new Map<string, string>()
  for (const [name, list] of values) {
    const sorted = Float64Array.from(list).sort()
    const starts = startsOf(sorted)
    bins.set(fnv1a(name), starts)
    const ranges = new Map<number, readonly [lowest: number, highest: number]>()
    for (const value of sorted) {
      const bin = binOf(starts, value)
      ranges.set(bin, [ranges.get(bin)?.[0] ?? value, value])
    }
    for (const [bin, [lowest, highest]] of ranges) {
      names.set(`${name}#${bin}`, lowest === highest ? `${name} ${lowest}` : `${name} ${lowest} to ${highest}`)
    }
  }
  return { bins, names }
}

/** The number of the bin, from 0, that a value lies in. */
export function binOf(starts: Float64Array, value: number): number {
  let bin = 0
  while (bin < starts.length && starts[bin]! <= value) bin++
  return bin
}

function startsOf(sorted: Float64Array): Float64Array {
  const distinct = new Set(sorted)
  const all =
    distinct.size <= BINS
      ? [...distinct]
      : Array.from({ length: BINS }, (_, bin) => sorted[Math.floor((bin * sorted.length) / BINS)]!)
  return Float64Array.from(new Set(all.filter((start) => start > sorted[0]!)))
}
