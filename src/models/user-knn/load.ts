import type { Fitted, History, ModelState } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { int32 } from '../_arrays.ts'
import { arrivedArrays, basketsIn } from '../_arrived.ts'
import { transposed } from '../_baskets.ts'
import { bestItems, strongestItems } from '../_best-items.ts'
import { distinctItems } from '../_histories.ts'
import { historyModel } from '../_history-model.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { peopleSearch } from './_near-people.ts'
import { userKnnOptions } from './options.ts'

/**
 * A fitted `userKnn` from its state.
 *
 * An item that came after the fit counts as one more that its people have: they vote for it, are nearer to a history that has
 * it, and have that much more of their own. Only what bm25 and tfidf are scaled by stays as it was at the fit.
 */
export function loadUserKnn(state: ModelState): Fitted {
  const options = readOptions(userKnnOptions, state.options, 'user-knn')
  const counts = int32(state, 'counts')
  const prior = popularityPrior(counts)
  const baskets = basketsIn(state)
  const people = transposed(baskets, counts.length)
  const search = peopleSearch(state, baskets, people, options)
  const scoresOf = (history: History, into: Float32Array) => {
    into.set(prior)
    const { people: similar, weights } = search.near(distinctItems(history))
    for (let n = 0; n < similar.length; n++) {
      const end = baskets.offsets[similar[n]! + 1]!
      const weight = weights[n]!
      for (let place = baskets.offsets[similar[n]!]!; place < end; place++) into[baskets.columns[place]!]! += weight
    }
    return into
  }
  return {
    ...historyModel(state, 'user-user', userKnnOptions),
    score: (view, _context, into = new Float32Array(prior.length)) => scoresOf(view.history, into),
    /** By cosine: touched by the same people. */
    similar(item, k) {
      const cosines = new Float32Array(counts.length)
      for (const person of people.columns.subarray(people.offsets[item], people.offsets[item + 1])) {
        for (const other of baskets.columns.subarray(baskets.offsets[person], baskets.offsets[person + 1])) {
          cosines[other]! += 1 / Math.sqrt(counts[item]! * counts[other]!)
        }
      }
      return bestItems(cosines, k, item)
    },
    /** Each neighbour's similarity, shared out over the items that they have in common: the parts add up to the score. */
    explain(view, item, k) {
      const history = distinctItems(view.history)
      const { people: similar, weights, overlaps } = search.near(history)
      const touched = new Set(people.columns.subarray(people.offsets[item], people.offsets[item + 1]))
      const parts = new Map<number, number>()
      for (let n = 0; n < similar.length; n++) {
        if (!touched.has(similar[n]!)) continue
        const own = new Set(baskets.columns.subarray(baskets.offsets[similar[n]!], baskets.offsets[similar[n]! + 1]))
        for (const seen of history) {
          if (!own.has(seen)) continue
          const part = (weights[n]! * search.shared(seen)) / overlaps[n]!
          parts.set(seen, (parts.get(seen) ?? 0) + part)
        }
      }
      return strongestItems(history, (seen) => parts.get(seen) ?? 0, k)
    },
    addItems: (arrivals) => loadUserKnn({ ...state, arrays: { ...state.arrays, ...arrivedArrays(state, arrivals) } }),
  }
}
