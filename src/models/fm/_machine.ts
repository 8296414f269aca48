import type { RandomStream } from '../../random.ts'
import { sharedFloat32 } from '../_arrays.ts'
import type { FeatureRows } from '../_features/index.ts'

/** What a factorisation machine learns, every matrix row-major with d numbers a row. */
export interface Machine {
  /** b: the weight of an item's id. */
  readonly bias: Float32Array
  /** e: the vector of an item's id as a candidate. */
  readonly ids: Float32Array
  /** h: the vector of an item as a part of somebody's history. */
  readonly history: Float32Array
  /** w: the weight of a feature. */
  readonly featureWeights: Float32Array
  /** f: the vector of a feature. */
  readonly features: Float32Array
  /** c: the vector of a circumstance. */
  readonly context: Float32Array
}

/** Standard deviation of the numbers that descent starts from. */
const START = 0.05

/** Vectors of small normal numbers; zeros for items nobody touched, whose ids mean nothing. */
export function startingPoint(
  sizes: { readonly counts: Int32Array; readonly features: number; readonly context: number },
  d: number,
  random: RandomStream,
): Machine {
  const items = sizes.counts.length
  const drawn = (rows: number) => {
    const vectors = sharedFloat32(rows * d)
    for (let at = 0; at < vectors.length; at++) vectors[at] = START * random.normal()
    return vectors
  }
  const ids = drawn(items)
  const history = drawn(items)
  for (const [item, count] of sizes.counts.entries()) {
    if (count > 0) continue
    ids.fill(0, item * d, (item + 1) * d)
    history.fill(0, item * d, (item + 1) * d)
  }
  return {
    bias: sharedFloat32(items),
    ids,
    history,
    featureWeights: sharedFloat32(sizes.features),
    features: drawn(sizes.features),
    context: drawn(sizes.context),
  }
}

/**
 * The features of an item as one vector, into `into`: sum of r f.
 *
 * @returns what they are worth by themselves: sum of r w, and of r f . r' f' over pairs of them
 */
export function readFeatures(
  machine: Pick<Machine, 'featureWeights' | 'features'>,
  rows: FeatureRows,
  item: number,
  into: Float32Array,
): number {
  const { featureWeights: w, features: f } = machine
  const d = into.length
  into.fill(0)
  let alone = 0
  let squares = 0
  for (let place = rows.offsets[item]!; place < rows.offsets[item + 1]!; place++) {
    const feature = rows.features[place]!
    const weight = rows.weights[place]!
    alone += weight * w[feature]!
    for (let n = 0, at = feature * d; n < d; n++, at++) {
      const value = weight * f[at]!
      into[n]! += value
      squares += value * value
    }
  }
  // Rendle 2010, lemma 3.1: the pairs of a sum from its square.
  let square = 0
  for (let n = 0; n < d; n++) square += into[n]! ** 2
  return alone + (square - squares) / 2
}

/**
 * An item's whole side, into `into`: a = e + sum of r f.
 *
 * @returns its score before anybody is looked at: b, its features, and the pairs of id and features
 */
export function readItemSide(machine: Machine, rows: FeatureRows, item: number, into: Float32Array): number {
  const { bias, ids: e } = machine
  const d = into.length
  const worth = readFeatures(machine, rows, item, into)
  let met = 0
  for (let n = 0, at = item * d; n < d; n++, at++) {
    met += e[at]! * into[n]!
    into[n]! += e[at]!
  }
  return bias[item]! + worth + met
}
