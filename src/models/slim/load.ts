import type { Fitted, ModelState } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { int32 } from '../_arrays.ts'
import { arrivedArrays, basketsIn } from '../_arrived.ts'
import { neighbourModel } from '../_neighbour-model.ts'
import { neighbourArrays, neighboursIn } from '../_neighbours.ts'
import { withArrivedColumns } from './_arrive.ts'
import { sparseGram } from './_gram.ts'
import { slimOptions } from './options.ts'

/** A fitted `slim` from its state. */
export function loadSlim(state: ModelState): Fitted {
  const options = readOptions(slimOptions, state.options, 'slim')
  return {
    ...neighbourModel(state, slimOptions),
    addItems(arrivals) {
      const arrays = { ...state.arrays, ...arrivedArrays(state, arrivals) }
      const later = { ...state, arrays }
      const gram = sparseGram(basketsIn(later), int32(later, 'counts').length)
      const weights = withArrivedColumns(gram, neighboursIn(state), options)
      return loadSlim({ ...later, arrays: { ...arrays, ...neighbourArrays(weights) } })
    },
  }
}
