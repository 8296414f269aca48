import type { Context, Evidence, Fitted, History, ModelState, UserView } from '../../domain/index.ts'
import { userIndex } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { float32, int32 } from '../_arrays.ts'
import { strongestItems } from '../_best-items.ts'
import { addProducts, similarByFactors } from '../_factors.ts'
import { rowsIn, tableIn } from '../_features/index.ts'
import { distinctItems } from '../_histories.ts'
import { historyModel } from '../_history-model.ts'
import { sinkUnseen } from '../_unseen.ts'
import { withArrivals } from './_arrivals.ts'
import { codesOf } from './_circumstances.ts'
import { fmOptions } from './options.ts'

/** A fitted `fm` from its state. */
export function loadFm(state: ModelState): Fitted {
  const { factors: d } = readOptions(fmOptions, state.options, 'fm')
  const worth = float32(state, 'itemWorth')
  const factors = float32(state, 'itemFactors')
  const historyFactors = float32(state, 'historyFactors')
  const featureFactors = float32(state, 'featureFactors')
  const featureWeights = float32(state, 'featureWeights')
  const context = float32(state, 'contextFactors')
  const means = float32(state, 'contextMeans')
  const counts = int32(state, 'counts')
  const { names } = tableIn(state)
  const rows = rowsIn(state)
  const numbers = new Map(Array.from(int32(state, 'contextHashes'), (hash, number) => [hash, number]))
  const unknown = Int32Array.from(counts.keys()).filter((item) => {
    return counts[item] === 0 && rows.offsets[item] === rows.offsets[item + 1]
  })
  const base = historyModel(state, 'factorisation', fmOptions)

  /** z: what the history says. */
  const foldIn = (history: History): UserView => {
    const own = distinctItems(history).slice().sort()
    const vector = new Float32Array(d)
    const share = 1 / Math.sqrt(own.length)
    for (const item of own) for (let n = 0; n < d; n++) vector[n]! += share * historyFactors[item * d + n]!
    return { history, vector }
  }
  const personOf = (view: UserView) => view.vector ?? foldIn(view.history).vector!

  /** z + k: a person in circumstances. */
  const asking = (view: UserView, circumstances: Context = {}): Float32Array => {
    const vector = personOf(view).slice()
    for (const [field, code] of codesOf(circumstances, (hash) => numbers.get(hash)).entries()) {
      const from = code < 0 ? means : context
      for (let n = 0, at = (code < 0 ? field : code) * d; n < d; n++, at++) vector[n]! += from[at]!
    }
    return vector
  }

  /** The part of a score that an item's features have, as one fact. */
  const spoken = (vector: Float32Array, item: number): readonly Evidence[] => {
    const parts = Array.from({ length: rows.offsets[item + 1]! - rows.offsets[item]! }, (_, n) => {
      const place = rows.offsets[item]! + n
      const feature = rows.features[place]!
      let weight = featureWeights[feature]!
      for (let f = 0; f < d; f++) weight += vector[f]! * featureFactors[feature * d + f]!
      return { name: names[feature]!, weight: weight * rows.weights[place]! }
    }).filter(({ weight }) => weight > 0)
    if (parts.length === 0) return []
    const features = parts.sort((a, b) => b.weight - a.weight).map(({ name }) => name)
    return [{ type: 'features', features, weight: parts.reduce((sum, { weight }) => sum + weight, 0) }]
  }

  return {
    ...base,
    foldIn,
    user: (index) => foldIn(base.user(index).history),
    score(view, circumstances, into = new Float32Array(base.items)) {
      into.set(worth)
      addProducts(asking(view, circumstances), factors, into)
      sinkUnseen(into, unknown)
      return into
    },
    similar: (item, k) => similarByFactors(factors, d, item, k),
    explain(view, item, k) {
      const distinct = distinctItems(view.history)
      const share = 1 / Math.sqrt(distinct.length)
      const added = (seen: number) => {
        let sum = 0
        for (let n = 0; n < d; n++) sum += historyFactors[seen * d + n]! * factors[item * d + n]!
        return share * sum
      }
      return [...strongestItems(distinct, added, k), ...spoken(personOf(view), item)].slice(0, k)
    },
    addItems(arrivals) {
      const personAt = (user: number) => asking(foldIn(base.user(userIndex(user)).history))
      return loadFm({ ...state, arrays: { ...state.arrays, ...withArrivals(arrivals, state, personAt) } })
    },
  }
}
