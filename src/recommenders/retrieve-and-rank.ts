import type { Recommender } from '../domain/index.ts'
import { TastemakerError } from '../domain/index.ts'
import { requireK } from './_require-k.ts'

/**
 * Several recommenders gather candidates, one orders them (Covington, Adams and Sargin 2016, "Deep neural networks for YouTube
 * recommendations", section 2).
 *
 * The ranking one is asked with the gathered items as its candidates, and need not have found them itself: a fast model
 * may retrieve for a slow one, or several for one that only knows how to compare. A fitted model becomes a recommender by
 * `recommenderOf`.
 *
 * @param stages.retrieve asked at once, in this order; an item that several bring counts once
 * @param stages.rank orders what they bring
 * @param stages.n items asked of each retrieving one, or as many as the slate has places; 200 unless given
 * @throws {TastemakerError} `metric/k` for an n that is not a whole number from 1, `config/option` without a stage
 * @example retrieveAndRank({ retrieve: [knn, popular], rank: recommenderOf(fitted, data, { exclude: 'seen' }), n: 100 })
 */
export function retrieveAndRank(stages: {
  readonly retrieve: readonly Recommender[]
  readonly rank: Recommender
  readonly n?: number
}): Recommender {
  const { retrieve, rank } = stages
  const n = requireK(stages.n ?? 200)
  if (retrieve.length === 0) {
    throw new TastemakerError('config/option', 'retrieveAndRank needs a recommender to retrieve with, got none.')
  }
  const name = `${retrieve.map((stage) => stage.name).join(' + ')} > ${rank.name}`
  return {
    name,
    async recommend(request) {
      const k = Math.max(requireK(request.k), n)
      const brought = await Promise.all(retrieve.map((stage) => stage.recommend({ ...request, k })))
      const candidates = [...new Set(brought.flatMap(({ entries }) => entries.map(({ item }) => item)))]
      return { ...(await rank.recommend({ ...request, candidates })), recommender: name }
    },
  }
}
