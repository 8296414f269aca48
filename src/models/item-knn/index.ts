/*
 * Item-based nearest neighbours: "people who watched this also watched".
 *
 * Two items are alike when the same people touched both: by default s(i, j) = c_ij / (sqrt(c_i c_j) + h), the cosine of
 * their binary columns, shrunk by h so that a pair seen twice does not count as certain; the other similarities are in
 * `_similarity.ts`. Each item keeps its strongest neighbours, and an item's score is the sum of its similarities to the items
 * of the history (Deshpande and Karypis 2004, "Item-based top-N recommendation algorithms"; shrinkage as in Bell and Koren
 * 2007).
 */
import { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { pairModel, pairUtility } from '../_neighbour-model.ts'
import type { PairRule } from '../_pair-neighbours.ts'
import { comparisonOf, similarityFields } from '../_similarity.ts'

/**
 * Options of `itemKnn`: neighbours kept an item, the similarity, and the people that it is shrunk by; `alpha` of asymmetric is
 * the share of the damping that the item in the history takes, `k1` and `b` are those of bm25.
 *
 * Defaults by nDCG@10 on validation parts of MovieLens 100K (the last event but one; the last fifth of the training part of
 * 80/20): 200 neighbours and shrinkage from 0 to 30 were level with them, tfidf too, jaccard near, bm25 behind.
 */
export const itemKnnOptions = z.object({
  neighbours: z.int().min(1).max(10_000).default(100),
  shrinkage: similarityFields.shrinkage.default(10),
  similarity: similarityFields.similarity.default('cosine'),
  alpha: similarityFields.alpha.default(0.5),
  k1: similarityFields.k1.default(1.2),
  b: similarityFields.b.default(0.75),
})

/**
 * Scores by similarity to the items of the history.
 *
 * @param options see `itemKnnOptions`
 * @example const fitted = await itemKnn({ neighbours: 100 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function itemKnn(options: z.input<typeof itemKnnOptions> = {}): UtilityModel {
  const chosen = readOptions(itemKnnOptions, options, 'item-knn')
  return pairUtility({ name: 'item-knn', schema: itemKnnOptions, options: chosen, rule: ruleOf(chosen) })
}

/** A fitted `itemKnn` from its state. */
export function loadItemKnn(state: ModelState): Fitted {
  return pairModel(state, itemKnnOptions, ruleOf(readOptions(itemKnnOptions, state.options, 'item-knn')))
}

function ruleOf(options: z.output<typeof itemKnnOptions>): PairRule {
  return { neighbours: options.neighbours, compare: (people) => comparisonOf(options, people) }
}
