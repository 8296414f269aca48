/*
 * Item-based nearest neighbours: "people who watched this also watched".
 *
 * Two items are alike when the same people touched both: s(i, j) = c_ij / (sqrt(c_i c_j) + h), the cosine of their binary
 * columns, shrunk by h so that a pair seen twice does not count as certain. Each item keeps its strongest neighbours, and an
 * item's score is the sum of its similarities to the items of the history (Deshpande and Karypis 2004, "Item-based top-N
 * recommendation algorithms"; shrinkage as in Bell and Koren 2007).
 */
import { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { int32 } from '../_arrays.ts'
import { transposed } from '../_baskets.ts'
import { strongestItems } from '../_best-items.ts'
import { distinctItems } from '../_histories.ts'
import { historyModel } from '../_history-model.ts'
import {
  addNeighbours,
  keepNeighbours,
  nearestNeighbours,
  neighbourArrays,
  neighboursIn,
  placeOf,
} from '../_neighbours.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { trainingOf } from '../_training.ts'

/** Options of `itemKnn`: neighbours kept an item, and the people that a similarity is shrunk by. */
export const itemKnnOptions = z.object({
  neighbours: z.int().min(1).max(10_000).default(50),
  shrinkage: z.number().min(0).max(10_000).default(10),
})

/**
 * Scores by similarity to the items of the history.
 *
 * @param options see `itemKnnOptions`
 * @example const fitted = await itemKnn({ neighbours: 100 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function itemKnn(options: z.input<typeof itemKnnOptions> = {}): UtilityModel {
  const chosen = readOptions(itemKnnOptions, options, 'item-knn')
  return {
    name: nameWithOptions('item-knn', chosen, itemKnnOptions),
    family: 'item-item',
    async fit(train) {
      const { baskets, counts, arrays } = trainingOf(train)
      const people = transposed(baskets, counts.length)
      const neighbours = keepNeighbours(counts.length, chosen.neighbours, (item, weights, together) => {
        for (let p = people.offsets[item]!; p < people.offsets[item + 1]!; p++) {
          const person = people.columns[p]!
          const end = baskets.offsets[person + 1]!
          for (let place = baskets.offsets[person]!; place < end; place++) together[baskets.columns[place]!]!++
        }
        for (let other = 0; other < weights.length; other++) {
          if (together[other] === 0) continue
          weights[other] = together[other]! / (Math.sqrt(counts[item]! * counts[other]!) + chosen.shrinkage)
        }
      })
      const columns = { ...arrays, ...neighbourArrays(neighbours) }
      return loadItemKnn({ model: 'item-knn', version: 1, options: chosen, arrays: columns })
    },
  }
}

/** A fitted `itemKnn` from its state. */
export function loadItemKnn(state: ModelState): Fitted {
  const neighbours = neighboursIn(state)
  const prior = popularityPrior(int32(state, 'counts'))
  const weightOf = (item: number, target: number) => neighbours.weights[placeOf(neighbours, item, target)] ?? 0
  return {
    ...historyModel(state, 'item-item', itemKnnOptions),
    score(view, _context, into = new Float32Array(prior.length)) {
      into.set(prior)
      for (const item of distinctItems(view.history)) addNeighbours(neighbours, item, 1, into)
      return into
    },
    similar: (item, k) => nearestNeighbours(neighbours, item, k),
    explain: (view, item, k) => strongestItems(distinctItems(view.history), (seen) => weightOf(seen, item), k),
  }
}
