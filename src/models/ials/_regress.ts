import { kernels } from '../kernels/index.ts'
import type { IalsOptions } from './options.ts'

/** One finished side, on which vectors of the other are solved for. */
export interface Side {
  /** rows x factors, row-major. */
  readonly factors: Float32Array
  /** factors x factors: F'F of the rows that the fit knew. */
  readonly gram: Float32Array
  /** How many rows the fit knew. */
  readonly population: number
}

/**
 * Exact vectors of people on finished items, or of items on finished people: the alternating step, by itself.
 *
 * Only the rows that are named are taken to the kernels, so one vector is quick however large the side is.
 *
 * @param lists for each vector the rows that it goes with, ascending, each once
 * @returns lists x factors; zeros for an empty list
 */
export function regress(lists: readonly Int32Array[], side: Side, options: IalsOptions): Float32Array {
  const { factors: d, unobserved, regularisation } = options
  const { gram, population } = side
  const offsets = new Int32Array(lists.length + 1)
  for (let n = 0; n < lists.length; n++) offsets[n + 1] = offsets[n]! + lists[n]!.length
  const columns = Int32Array.from({ length: offsets[lists.length]! }, (_, place) => place)
  const other = new Float32Array(columns.length * d)
  let at = 0
  for (const row of lists.flatMap((list) => [...list])) {
    other.set(side.factors.subarray(row * d, (row + 1) * d), at)
    at += d
  }
  return kernels().solveRows(new Float32Array(lists.length * d), {
    ...{ d, other, observed: { offsets, columns }, gram, population, unobserved, regularisation },
    steps: 0,
  })
}
