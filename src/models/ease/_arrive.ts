import type { Arrival, ModelState } from '../../domain/index.ts'
import { int32 } from '../_arrays.ts'
import { arrivedArrays, basketsIn } from '../_arrived.ts'
import { transposed } from '../_baskets.ts'
import { precisionIn, weightArrays } from './_weights.ts'

/**
 * The columns of a state with items that came after the fit: what a fit with them would have learned.
 *
 * An item that c people touched borders X'X + lambda I by g, its counts with the others, and by c + lambda. With v = P g, the
 * ridge regression of the item on the others, and s = c + lambda - g'v, the inverse by blocks is
 * [P + v v'/s, -v/s; -v'/s, 1/s] (Banachiewicz 1937). So its column of B is v, its row follows, and the weights of the others
 * give up what it explains better.
 *
 * @param state of `ease`, its option `lambda` read
 */
export function withItems(state: ModelState, arrivals: readonly Arrival[]): ModelState['arrays'] {
  const arrays = { ...state.arrays, ...arrivedArrays(state, arrivals) }
  const later = { ...state, arrays }
  const size = int32(later, 'counts').length
  const baskets = basketsIn(later)
  const people = transposed(baskets, size)
  const precision = precisionIn(state, size)
  for (let item = size - arrivals.length; item < size; item++) {
    const together = new Float64Array(size)
    for (let p = people.offsets[item]!; p < people.offsets[item + 1]!; p++) {
      const person = people.columns[p]!
      for (let place = baskets.offsets[person]!; place < baskets.offsets[person + 1]!; place++) {
        together[baskets.columns[place]!]!++
      }
    }
    border(precision, size, item, together, Number(state.options['lambda']))
  }
  return { ...arrays, ...weightArrays(precision, size) }
}

/** Borders the inverse of the first `item` rows and columns by one more, in place; `g[item]` is the item's own count. */
function border(precision: Float32Array, size: number, item: number, g: Float64Array, lambda: number): void {
  const v = new Float64Array(item)
  let s = g[item]! + lambda
  for (let i = 0; i < item; i++) {
    let sum = 0
    for (let j = 0; j < item; j++) sum += precision[i * size + j]! * g[j]!
    v[i] = sum
    s -= sum * g[i]!
  }
  for (let i = 0; i < item; i++) {
    for (let j = 0; j < item; j++) precision[i * size + j]! += (v[i]! * v[j]!) / s
    precision[i * size + item] = -v[i]! / s
    precision[item * size + i] = -v[i]! / s
  }
  precision[item * size + item] = 1 / s
}
