import type { Item, ModelState } from '../../domain/index.ts'
import { float32, float64, int32, sharedFloat32, sharedInt32 } from '../_arrays.ts'
import { type Bins, binsOf } from './_bins.ts'
import { packNames, unpackNames } from './_names.ts'
import { type Feature, hashOf, readItem } from './_read-item.ts'

/** Features kept at most; the ones that fewest items have are left out first. */
const MOST = 1 << 17

/**
 * The features of a catalogue: what can be read in an item, and how telling it is.
 *
 * A feature is known by the 32-bit hash of its kind and value. Two that share a hash are one to the model, which among a hundred
 * thousand happens about once.
 */
export interface FeatureTable {
  /** Ascending; a feature's place here is its number. */
  readonly hashes: Int32Array
  /** ln((1 + n) / (1 + items that have it)) + 1. */
  readonly idf: Float32Array
  readonly bins: Bins
  /** What people call each feature; for models that explain by names. */
  readonly names: readonly string[]
}

/**
 * Learns the features of a catalogue.
 *
 * @param least items that must have a feature: 1 keeps all, 2 leaves out those that name one item alone
 * @throws {TastemakerError} `format/value` naming the item and the attribute of a NaN or an infinite number
 * @example featureTable(train.catalogue, 1).names // ['Comedy', 'toy', 'year 1990 to 1994', …]
 */
export function featureTable(catalogue: readonly Item[], least: number): FeatureTable {
  const { bins, names } = binsOf(catalogue)
  const found = new Map<number, { items: number; last: number; readonly first: Feature }>()
  for (const [place, item] of catalogue.entries()) {
    for (const feature of readItem(item, bins)) {
      const hash = hashOf(feature)
      const known = found.get(hash)
      if (!known) found.set(hash, { items: 1, last: place, first: feature })
      else if (known.last !== place) {
        known.items++
        known.last = place
      }
    }
  }
  const kept = [...found]
    .filter(([, { items }]) => items >= least)
    .sort(([a, one], [b, other]) => other.items - one.items || a - b)
    .slice(0, MOST)
    .sort(([a], [b]) => a - b)
  const hashes = sharedInt32(kept.length)
  const idf = sharedFloat32(kept.length)
  for (const [number, [hash, { items }]] of kept.entries()) {
    hashes[number] = hash
    idf[number] = Math.log((1 + catalogue.length) / (1 + items)) + 1
  }
  return { hashes, idf, bins, names: kept.map(([, { first }]) => nameOf(first, names)) }
}

/** The number of the feature with this hash, or -1: one that the table has never heard of. */
export function featureNumber({ hashes }: FeatureTable, hash: number): number {
  let low = 0
  let high = hashes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (hashes[middle]! < hash) low = middle + 1
    else high = middle
  }
  return hashes[low] === hash ? low : -1
}

/** The names under which a table lies in a model's state. */
export function tableArrays({ hashes, idf, bins, names }: FeatureTable): ModelState['arrays'] {
  const binKeys = sharedInt32(bins.size)
  const binOffsets = sharedInt32(bins.size + 1)
  const starts = [...bins.values()].flatMap((list) => [...list])
  const binStarts = new Float64Array(new SharedArrayBuffer(starts.length * 8))
  binStarts.set(starts)
  for (const [place, [key, list]] of [...bins].entries()) {
    binKeys[place] = key
    binOffsets[place + 1] = binOffsets[place]! + list.length
  }
  return { featureHashes: hashes, featureIdf: idf, featureNames: packNames(names), binKeys, binOffsets, binStarts }
}

/** The table in a model's state. */
export function tableIn(state: ModelState): FeatureTable {
  const hashes = int32(state, 'featureHashes')
  const offsets = int32(state, 'binOffsets')
  const starts = float64(state, 'binStarts')
  const binAt = (place: number) => starts.subarray(offsets[place], offsets[place + 1])
  return {
    hashes,
    idf: float32(state, 'featureIdf'),
    bins: new Map(Array.from(int32(state, 'binKeys'), (key, place) => [key, binAt(place)])),
    names: unpackNames(int32(state, 'featureNames'), hashes.length),
  }
}

/** `Comedy`, `toy`, `director: lynch`, `year 1990 to 1994`. */
function nameOf({ kind, value }: Feature, bins: ReadonlyMap<string, string>): string {
  if (kind !== 'attribute') return value
  return (bins.get(value) ?? value.replace('=', ': ')).replaceAll(/\s+/g, ' ')
}
