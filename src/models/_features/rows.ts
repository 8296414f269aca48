import type { Item, ModelState } from '../../domain/index.ts'
import { float32, int32, shared } from '../_arrays.ts'
import { followedBy } from '../_arrivals.ts'
import { type FeatureKind, hashOf, readItem } from './_read-item.ts'
import { type FeatureTable, featureNumber } from './table.ts'

/** What items have, as sparse rows of length 1: item `i` has the places `offsets[i]` to `offsets[i + 1]`. */
export interface FeatureRows {
  readonly offsets: Int32Array
  /** Numbers of features, ascending within an item. */
  readonly features: Int32Array
  readonly weights: Float32Array
}

/** How much each kind of feature weighs, whatever the number of features of that kind. */
export type KindWeights = Readonly<Record<FeatureKind, number>>

/**
 * Reads items by a table: tf-idf, each kind of feature scaled to its weight and the whole row to length 1.
 *
 * tf is 1 + ln(occurrences) (Salton and Buckley 1988, "Term-weighting approaches in automatic text retrieval"). The kinds are
 * scaled apart, or else a long text would drown the categories. What the table does not know is passed over.
 *
 * @throws {TastemakerError} `format/value` naming the item and the attribute of a NaN or an infinite number
 */
export function featureRows(table: FeatureTable, items: readonly Item[], kindWeights: KindWeights): FeatureRows {
  const offsets = [0]
  const features: number[] = []
  const weights: number[] = []
  for (const item of items) {
    for (const [feature, weight] of rowOf(table, item, kindWeights)) {
      features.push(feature)
      weights.push(weight)
    }
    offsets.push(features.length)
  }
  return {
    offsets: shared(Int32Array.from(offsets)),
    features: shared(Int32Array.from(features)),
    weights: shared(Float32Array.from(weights)),
  }
}

function rowOf(table: FeatureTable, item: Item, kindWeights: KindWeights): (readonly [number, number])[] {
  const found = new Map<number, { readonly kind: FeatureKind; times: number }>()
  for (const feature of readItem(item, table.bins)) {
    const number = featureNumber(table, hashOf(feature))
    if (number < 0) continue
    const known = found.get(number)
    if (known) known.times++
    else found.set(number, { kind: feature.kind, times: 1 })
  }
  const row = [...found].map(([number, { kind, times }]) => {
    return { number, kind, weight: (1 + Math.log(times)) * table.idf[number]! }
  })
  const squares = { word: 0, category: 0, attribute: 0 }
  for (const { kind, weight } of row) squares[kind] += weight ** 2
  let length = 0
  for (const kind of Object.keys(squares) as FeatureKind[]) if (squares[kind] > 0) length += kindWeights[kind] ** 2
  if (length === 0) return []
  return row
    .map(({ number, kind, weight }): readonly [number, number] => {
      return [number, (weight * kindWeights[kind]) / Math.sqrt(squares[kind] * length)]
    })
    .filter(([, weight]) => weight > 0)
    .sort(([a], [b]) => a - b)
}

/** Rows and some more after them. */
export function rowsWith(rows: FeatureRows, more: FeatureRows): FeatureRows {
  const end = rows.features.length
  return {
    offsets: followedBy(
      rows.offsets,
      more.offsets.subarray(1).map((place) => end + place),
    ),
    features: followedBy(rows.features, more.features),
    weights: followedBy(rows.weights, more.weights),
  }
}

/** Adds `factor` times an item's row to a vector over features. */
export function addRow({ offsets, features, weights }: FeatureRows, item: number, factor: number, into: Float32Array) {
  for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
    into[features[place]!]! += factor * weights[place]!
  }
}

/** The inner product of an item's row with a vector over features. */
export function dotRow({ offsets, features, weights }: FeatureRows, item: number, vector: Float32Array): number {
  let sum = 0
  for (let place = offsets[item]!; place < offsets[item + 1]!; place++)
    sum += weights[place]! * vector[features[place]!]!
  return sum
}

/** The names under which rows lie in a model's state. */
export function rowArrays({ offsets, features, weights }: FeatureRows): ModelState['arrays'] {
  return { rowOffsets: offsets, rowFeatures: features, rowWeights: weights }
}

/** The rows in a model's state. */
export function rowsIn(state: ModelState): FeatureRows {
  return {
    offsets: int32(state, 'rowOffsets'),
    features: int32(state, 'rowFeatures'),
    weights: float32(state, 'rowWeights'),
  }
}
