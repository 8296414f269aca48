import type { Fitted, History, ModelState, UserView } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { float32, int32 } from '../_arrays.ts'
import { strongestItems } from '../_best-items.ts'
import { bestByFactors, withFactorRoad } from '../_factor-road.ts'
import { similarByFactors } from '../_factors.ts'
import { distinctItems } from '../_histories.ts'
import { historyModel } from '../_history-model.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { sinkUnseen, unseenItems } from '../_unseen.ts'
import { kernels } from '../kernels/index.ts'
import { withArrivals } from './_arrivals.ts'
import { regress } from './_regress.ts'
import { solvePerson } from './_solve-person.ts'
import { ialsOptions } from './options.ts'

/** A fitted `ials` from its state. */
export function loadIals(state: ModelState): Fitted {
  const options = readOptions(ialsOptions, state.options, 'ials')
  const d = options.factors
  const counts = int32(state, 'counts')
  const population = state.arrays['catalogue']?.[0] ?? counts.length
  const items = { factors: float32(state, 'itemFactors'), gram: float32(state, 'itemGram'), population }
  const userFactors = float32(state, 'userFactors')
  const unseen = unseenItems(counts)
  const table = { rows: items.factors, d, start: popularityPrior(counts) }
  const base = historyModel(state, 'factorisation', ialsOptions)
  const sorted = (history: History) => distinctItems(history).slice().sort()
  const foldIn = (history: History): UserView => ({ history, vector: regress([sorted(history)], items, options) })
  const vectorFor = (view: UserView): Float32Array => view.vector ?? foldIn(view.history).vector!
  const vectorAt = (user: number): Float32Array => userFactors.subarray(user * d, (user + 1) * d)
  const road = { table, unseen, vectorsOf }
  const fitted: Fitted = {
    ...base,
    foldIn,
    user: (index) => ({ ...base.user(index), vector: vectorAt(index) }),
    score(view, _context, into = new Float32Array(base.items)) {
      kernels().products(table, vectorFor(view), into)
      sinkUnseen(into, unseen)
      return into
    },
    best(view, k, barred) {
      const vector = vectorFor(view)
      return bestByFactors(road, vector, k, barred) ?? kernels().topK(fitted.score({ ...view, vector }), k, barred)
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
    addItems: (arrivals) => loadIals(withArrivals(state, arrivals, population, options)),
  }
  return withFactorRoad(fitted, road)

  function vectorsOf(users: Int32Array): Float32Array {
    const vectors = new Float32Array(users.length * d)
    for (let place = 0; place < users.length; place++) vectors.set(vectorAt(users[place]!), place * d)
    return vectors
  }
}
