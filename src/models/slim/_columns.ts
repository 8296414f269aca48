import { type KeptNeighbours, neighbourKeeper } from '../_keep-neighbours.ts'
import { descend } from './_descend.ts'
import type { SparseGram } from './_gram.ts'
import type { SlimOptions } from './options.ts'

/** The weights of other items for one item. */
export interface WeightColumn {
  readonly target: number
  readonly sources: Int32Array
  readonly weights: Float32Array
}

/**
 * Solves the columns of some items, one after another.
 *
 * Only items that can matter are looked at: the nearest by cosine, and among those, where weights may not be negative, those
 * that more than `l1` people touched too. The others' weight is 0 in any case: all inner products are above 0, so
 * that the weights of the rest can only take away what speaks for them.
 *
 * @param from the first item to solve, all after it too
 * @param onDone gets the number of solved columns
 */
export function solveColumns(
  gram: SparseGram,
  options: SlimOptions,
  from: number,
  onDone?: (done: number) => void,
): WeightColumn[] {
  const candidates = candidatesOf(gram, options, from)
  const solve = columnSolver(gram, candidates, options)
  const columns: WeightColumn[] = []
  for (let target = from; target < gram.counts.length; target++) {
    columns.push(solve(target))
    onDone?.(columns.length)
  }
  return columns
}

/** The items nearest by cosine that were there before `target`, or were all fitted together (`from` 0). */
function candidatesOf({ offsets, items, together, counts }: SparseGram, options: SlimOptions, from: number) {
  const least = options.nonNegative ? options.l1 : 0
  const room = Float64Array.from(counts, (_, target) =>
    target < from ? 0 : Math.min(options.neighbours, offsets[target + 1]! - offsets[target]!),
  )
  const keeper = neighbourKeeper(room)
  for (let target = from; target < counts.length; target++) {
    for (let place = offsets[target]!; place < offsets[target + 1]!; place++) {
      const source = items[place]!
      const count = together[place]!
      if (count <= least || (from > 0 && source > target)) continue
      keeper.offer(target, source, count / Math.sqrt(counts[source]! * counts[target]!), count)
    }
  }
  return keeper.kept()
}

/** Prepares the solution of one column after another; what is dense is no larger than the candidates squared. */
function columnSolver(gram: SparseGram, candidates: KeptNeighbours, options: SlimOptions) {
  const { offsets, items, together, counts } = gram
  const placeOf = new Int32Array(counts.length).fill(-1)
  return (target: number): WeightColumn => {
    const from = candidates.offsets[target]!
    const end = candidates.offsets[target + 1]!
    const sources = candidates.items.subarray(from, end)
    for (const [k, source] of sources.entries()) placeOf[source] = k
    const rows: (Float32Array | undefined)[] = new Array(sources.length)
    const rowOf = (k: number): Float32Array => {
      const known = rows[k]
      if (known) return known
      const source = sources[k]!
      const row = new Float32Array(sources.length)
      for (let place = offsets[source]!; place < offsets[source + 1]!; place++) {
        const other = placeOf[items[place]!]!
        if (other >= 0) row[other] = together[place]!
      }
      row[k] = counts[source]!
      rows[k] = row
      return row
    }
    const g = Float64Array.from(candidates.counts.subarray(from, end))
    const diagonal = Float64Array.from(sources, (source) => counts[source]!)
    const w = descend({ g, diagonal, rowOf }, options)
    for (const source of sources) placeOf[source] = -1
    const kept = Array.from(w.keys()).filter((k) => w[k] !== 0)
    return {
      target,
      sources: Int32Array.from(kept, (k) => sources[k]!),
      weights: Float32Array.from(kept, (k) => w[k]!),
    }
  }
}
