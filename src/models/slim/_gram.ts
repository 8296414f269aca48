import { type Baskets, countsOf, transposed } from '../_baskets.ts'
import { eachPair } from '../_each-pair.ts'

/** G = X'X of a binary matrix as sparse rows: item `i` has places `offsets[i]` to `offsets[i + 1]`, its own count apart. */
export interface SparseGram {
  readonly offsets: Float64Array
  readonly items: Int32Array
  /** People who touched both. */
  readonly together: Float32Array
  /** The diagonal: people per item. */
  readonly counts: Int32Array
}

/**
 * Counts the people of all pairs of items; memory grows with the pairs that somebody touched both of.
 *
 * @param baskets one row a person, columns ascending
 */
export function sparseGram(baskets: Baskets, items: number): SparseGram {
  const people = transposed(baskets, items)
  const everybody = new Float64Array(baskets.offsets.length - 1).fill(1)
  const offsets = new Float64Array(items + 1)
  eachPair(baskets, people, everybody, (item) => {
    offsets[item + 1]!++
  })
  for (let item = 0; item < items; item++) offsets[item + 1]! += offsets[item]!
  const gram = { offsets, items: new Int32Array(offsets[items]!), together: new Float32Array(offsets[items]!) }
  let place = 0
  eachPair(baskets, people, everybody, (_, other, count) => {
    gram.items[place] = other
    gram.together[place++] = count
  })
  return { ...gram, counts: countsOf(baskets, items) }
}
