import type { Arrival, Fitted, History, ModelState, UserView } from '../../domain/index.ts'
import { float32, int32 } from '../_arrays.ts'
import { countsWith, followedBy } from '../_arrivals.ts'
import { strongestItems } from '../_best-items.ts'
import { addProducts, similarByFactors } from '../_factors.ts'
import { distinctItems, historiesIn, historyAt } from '../_histories.ts'
import { historyModel } from '../_history-model.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { addRows } from '../_row-sum.ts'
import { sinkUnseen, unseenItems } from '../_unseen.ts'
import { pureSvdOptions } from './options.ts'

/** A fitted `pureSvd` from its state. */
export function loadPureSvd(state: ModelState): Fitted {
  const factors = float32(state, 'itemFactors')
  const d = float32(state, 'singularValues').length
  const counts = int32(state, 'counts')
  const prior = popularityPrior(counts)
  const unseen = unseenItems(counts)
  const base = historyModel(state, 'factorisation', pureSvdOptions)
  /** x V: the sum of the history's rows of V. */
  const foldIn = (history: History): UserView => {
    const vector = new Float32Array(d)
    addRows(factors, distinctItems(history), vector)
    return { history, vector }
  }
  return {
    ...base,
    foldIn,
    user: (index) => foldIn(base.user(index).history),
    score(view, _context, into = new Float32Array(counts.length)) {
      into.set(prior)
      addProducts(view.vector ?? foldIn(view.history).vector!, factors, into)
      sinkUnseen(into, unseen)
      return into
    },
    similar: (item, k) => similarByFactors(factors, d, item, k),
    /** The score is a sum over the history: each of its items adds its inner product with the item. */
    explain(view, item, k) {
      const added = (seen: number) => {
        let sum = 0
        for (let f = 0; f < d; f++) sum += factors[seen * d + f]! * factors[item * d + f]!
        return sum
      }
      return strongestItems(distinctItems(view.history), added, k)
    },
    addItems: (arrivals) => loadPureSvd({ ...state, arrays: { ...state.arrays, ...projected(state, arrivals) } }),
  }
}

/**
 * Factors of items that came after the fit, by projection.
 *
 * A column a of X = U S V' has its row of V in a' U S^-1 = a' X V S^-2: the sum of the vectors x V of those who touched it, each
 * factor over its squared singular value (folding-in, Berry, Dumais and O'Brien 1995). The other rows stay as they were.
 */
function projected(state: ModelState, arrivals: readonly Arrival[]): ModelState['arrays'] {
  const factors = float32(state, 'itemFactors')
  const singular = float32(state, 'singularValues')
  const d = singular.length
  const histories = historiesIn(state)
  const counts = countsWith(int32(state, 'counts'), arrivals, histories.offsets.length - 1)
  const rows = arrivals.flatMap(({ touchedBy }) => {
    const sum = new Float32Array(d)
    for (const person of touchedBy) addRows(factors, distinctItems(historyAt(histories, person)), sum)
    return Array.from(sum, (value, f) => (singular[f]! > 1e-6 * singular[0]! ? value / singular[f]! ** 2 : 0))
  })
  return { counts, itemFactors: followedBy(factors, rows) }
}
