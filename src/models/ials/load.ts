import type { Fitted, History, ModelState, UserView } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { float32, int32 } from '../_arrays.ts'
import { strongestItems } from '../_best-items.ts'
import { addProducts, similarByFactors } from '../_factors.ts'
import { distinctItems } from '../_histories.ts'
import { historyModel } from '../_history-model.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { sinkUnseen, unseenItems } from '../_unseen.ts'
import { solvePerson, vectorOf } from './_solve-person.ts'
import { ialsOptions } from './options.ts'

/** A fitted `ials` from its state. */
export function loadIals(state: ModelState): Fitted {
  const options = readOptions(ialsOptions, state.options, 'ials')
  const d = options.factors
  const items = { factors: float32(state, 'itemFactors'), gram: float32(state, 'itemGram') }
  const userFactors = float32(state, 'userFactors')
  const counts = int32(state, 'counts')
  const unseen = unseenItems(counts)
  const prior = popularityPrior(counts)
  const base = historyModel(state, 'factorisation', ialsOptions)
  const sorted = (history: History) => distinctItems(history).slice().sort()
  const foldIn = (history: History): UserView => ({ history, vector: vectorOf(sorted(history), items, options) })
  return {
    ...base,
    foldIn,
    user: (index) => ({ ...base.user(index), vector: userFactors.subarray(index * d, (index + 1) * d) }),
    score(view, _context, into = new Float32Array(base.items)) {
      into.set(prior)
      addProducts(view.vector ?? foldIn(view.history).vector!, items.factors, into)
      sinkUnseen(into, unseen)
      return into
    },
    similar: (item, k) => similarByFactors(items.factors, d, item, k),
    /*
     * With z = A^-1 q_i, the score of i is the sum of z . q_j over the history: what each item adds (Hu et al. 2008,
     * section 5).
     */
    explain(view, item, k) {
      const distinct = sorted(view.history)
      const z = Float64Array.from(items.factors.subarray(item * d, (item + 1) * d))
      solvePerson(distinct, items, options, z)
      const added = (seen: number) => z.reduce((sum, value, f) => sum + value * items.factors[seen * d + f]!, 0)
      return strongestItems(distinct, added, k)
    },
  }
}
