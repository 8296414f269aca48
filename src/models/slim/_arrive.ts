import type { Neighbours } from '../_neighbours.ts'
import type { WeightColumn } from './_columns.ts'
import { solveColumns } from './_columns.ts'
import { shrunk } from './_descend.ts'
import type { SparseGram } from './_gram.ts'
import { rowsOf } from './_rows.ts'
import type { SlimOptions } from './options.ts'

/**
 * The weights with items that came after the fit.
 *
 * Columns do not depend on each other, so an arrival's own is what a fit would have found. In the columns of the others it
 * gets the one weight that is best while all others stay: a step of coordinate descent, which no objective grows by.
 *
 * @param gram pairs with all arrivals
 * @param known weights of the items before
 */
export function withArrivedColumns(gram: SparseGram, known: Neighbours, options: SlimOptions): Neighbours {
  const from = known.offsets.length - 1
  return solveColumns(gram, options, from).reduce((weights, column) => {
    const others = stepsFor(gram, column.target, weights, options)
    return rowsOf([column, ...others], column.target + 1, weights)
  }, known)
}

/** What `item` adds to each of the items before it. */
function stepsFor(gram: SparseGram, item: number, weights: Neighbours, options: SlimOptions): WeightColumn[] {
  const explained = new Float64Array(item)
  const together = new Float64Array(item)
  for (let place = gram.offsets[item]!; place < gram.offsets[item + 1]!; place++) {
    const source = gram.items[place]!
    if (source >= item) continue
    const count = gram.together[place]!
    together[source] = count
    for (let w = weights.offsets[source]!; w < weights.offsets[source + 1]!; w++) {
      explained[weights.items[w]!]! += count * weights.weights[w]!
    }
  }
  const size = gram.counts[item]! + options.l2
  return Array.from(together.keys())
    .map((target) => ({ target, weight: shrunk(together[target]! - explained[target]!, options) / size }))
    .filter(({ weight }) => weight !== 0)
    .map(({ target, weight }) => ({ target, sources: Int32Array.of(item), weights: Float32Array.of(weight) }))
}
