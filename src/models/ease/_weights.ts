import type { ModelState } from '../../domain/index.ts'
import { float32, sharedFloat32 } from '../_arrays.ts'

/**
 * B of Steck's equation 8: each column of -P over its diagonal element, the diagonal zero; and the diagonal of P, from
 * which B gives P back.
 *
 * @param precision P = (X'X + lambda I)^-1, items x items
 */
export function weightArrays(precision: Float32Array, items: number): ModelState['arrays'] {
  const weights = sharedFloat32(items * items)
  const precisionDiagonal = sharedFloat32(items)
  for (let j = 0; j < items; j++) precisionDiagonal[j] = precision[j * items + j]!
  const scale = precisionDiagonal.map((diagonal) => -1 / diagonal)
  for (let i = 0; i < items; i++) {
    const row = i * items
    for (let j = 0; j < items; j++) weights[row + j] = precision[row + j]! * scale[j]!
    weights[row + i] = 0
  }
  return { weights, precisionDiagonal }
}

/**
 * P from the weights in a state, with room for more items: P_ij = -B_ij P_jj off the diagonal.
 *
 * @returns `size` x `size`, zeros outside the items of the state
 */
export function precisionIn(state: ModelState, size: number): Float32Array {
  const weights = float32(state, 'weights')
  const diagonal = float32(state, 'precisionDiagonal')
  const items = diagonal.length
  const precision = new Float32Array(size * size)
  for (let i = 0; i < items; i++) {
    for (let j = 0; j < items; j++) precision[i * size + j] = -weights[i * items + j]! * diagonal[j]!
    precision[i * size + i] = diagonal[i]!
  }
  return precision
}
