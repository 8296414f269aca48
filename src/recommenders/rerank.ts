import type { RecommendationRequest, Recommender, SlateEntry } from '../domain/index.ts'
import { requireK } from './_require-k.ts'

/**
 * Puts the first items of a recommender in another order.
 *
 * An implementer gives k entries at most, all of them from the pool and none twice, with finite scores that never rise from
 * one to the next; draws nothing by chance; and keeps nothing from one request to the next. Called by `rerank`.
 */
export interface Reranker {
  /** Name and options, such as `mmr:lambda=0.5`. */
  readonly name: string
  /** @param pool best first, as the recommender gave it */
  rerank(pool: readonly SlateEntry[], request: RecommendationRequest): readonly SlateEntry[]
}

/**
 * A recommender whose first items are put in another order.
 *
 * @param options.pool how many of its first items the reranker chooses from, or as many as the slate has places; 100 unless given
 * @throws {TastemakerError} `metric/k` for a pool that is not a whole number from 1
 * @example rerank(recommenderOf(fitted, data, { exclude: 'seen' }), mmr(data, featureSimilarity(data)), { pool: 200 })
 */
export function rerank(
  recommender: Recommender,
  reranker: Reranker,
  options: { readonly pool?: number } = {},
): Recommender {
  const pool = requireK(options.pool ?? 100)
  const name = `${recommender.name} > ${reranker.name}`
  return {
    name,
    async recommend(request) {
      const k = Math.max(requireK(request.k), pool)
      const { entries } = await recommender.recommend({ ...request, k })
      return { entries: reranker.rerank(entries, request), recommender: name }
    },
  }
}
