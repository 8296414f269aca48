import type { Fitted, History, ModelState, UserView } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { float32, float64, int32 } from '../_arrays.ts'
import { addProducts, similarByFactors } from '../_factors.ts'
import { historyModel } from '../_history-model.ts'
import { sinkUnseen, unseenItems } from '../_unseen.ts'
import type { ItemSide } from './_descend.ts'
import { solvePerson } from './_solve-person.ts'
import { biasedMfOptions } from './options.ts'

/** A fitted `biasedMf` from its state. */
export function loadBiasedMf(state: ModelState): Fitted {
  const { factors: d, regularisation } = readOptions(biasedMfOptions, state.options, 'biased-mf')
  const [min, max, mean] = float64(state, 'scaleAndMean') as unknown as readonly [number, number, number]
  const items: ItemSide = { mean, bias: float32(state, 'itemBias'), factors: float32(state, 'itemFactors') }
  const itemMeans = float32(state, 'itemMeans')
  const userBias = float32(state, 'userBias')
  const userFactors = float32(state, 'userFactors')
  const unseen = unseenItems(int32(state, 'counts'))
  const base = historyModel(state, 'factorisation', biasedMfOptions)
  const foldIn = (history: History): UserView => ({ history, ...solvePerson(history, items, d, regularisation) })
  const parametersOf = (view: UserView) => (view.vector ? view : foldIn(view.history)) as Required<UserView>
  const rate = (view: UserView, item: number): number => {
    const { vector, bias } = parametersOf(view)
    let expected = mean + bias + items.bias[item]!
    for (let f = 0; f < d; f++) expected += vector[f]! * items.factors[item * d + f]!
    return Math.min(max, Math.max(min, expected))
  }
  return {
    ...base,
    foldIn,
    user(index) {
      const vector = userFactors.subarray(index * d, (index + 1) * d)
      return { ...base.user(index), vector, bias: userBias[index]! }
    },
    score(view, _context, into = new Float32Array(base.items)) {
      const { vector, bias } = parametersOf(view)
      for (let item = 0; item < into.length; item++) into[item] = mean + bias + items.bias[item]!
      addProducts(vector, items.factors, into)
      sinkUnseen(into, unseen)
      return into
    },
    similar: (item, k) => similarByFactors(items.factors, d, item, k),
    explain(view, item, k) {
      return k < 1 ? [] : [{ type: 'rating', expected: rate(view, item), itemMean: itemMeans[item]! }]
    },
    rate,
  }
}
