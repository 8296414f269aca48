/*
 * The two towers, in the letters used throughout this folder:
 *
 *   v_i = e_i + mean of g_f over the features f of item i      (an item)
 *   u   = W mean of v_j over the recent items j + c            (a person)
 *
 * Everything is row-major with d numbers a row.
 */

import { addRows } from '../_row-sum.ts'

/** What is learned. */
export interface Towers {
  readonly d: number
  /** e: items x d. */
  readonly ids: Float32Array
  /** g: features x d. */
  readonly features: Float32Array
  /** W: d x d. */
  readonly layer: Float32Array
  /** c: d. */
  readonly shift: Float32Array
}

/** The features of items as sparse rows: item `i` has `features` from `offsets[i]` to `offsets[i + 1]`. */
export interface ItemFeatures {
  readonly offsets: Int32Array
  readonly features: Int32Array
}

/** Writes v of one item into its row. @param withId without it the item lives by its features */
export function writeItem(
  { d, ids, features: g }: Pick<Towers, 'd' | 'ids' | 'features'>,
  { offsets, features }: ItemFeatures,
  item: number,
  withId: boolean,
  into: Float32Array,
): void {
  const row = item * d
  const from = offsets[item]!
  const to = offsets[item + 1]!
  into.fill(0, row, row + d)
  for (let place = from; place < to; place++) {
    const feature = features[place]! * d
    for (let x = 0; x < d; x++) into[row + x]! += g[feature + x]!
  }
  const share = to > from ? 1 / (to - from) : 0
  for (let x = 0; x < d; x++) into[row + x] = into[row + x]! * share + (withId ? ids[row + x]! : 0)
}

/** The mean of some items' vectors, into a row of zeros. */
export function writeMean(vectors: Float32Array, items: ArrayLike<number>, into: Float32Array): void {
  addRows(vectors, items, into)
  const share = 1 / items.length
  for (let x = 0; x < into.length; x++) into[x]! *= share
}

/** W times a vector, without the shift. */
export function throughLayer(layer: Float32Array, vector: Float32Array): Float32Array {
  const d = vector.length
  return Float32Array.from(vector, (_, y) => {
    let sum = 0
    for (let x = 0; x < d; x++) sum += layer[y * d + x]! * vector[x]!
    return sum
  })
}
