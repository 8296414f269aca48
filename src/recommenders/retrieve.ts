import type { Recommender } from '../domain/index.ts'
import { requireK } from './_require-k.ts'

/**
 * A recommender that offers its first n only: what one stage of retrieval may bring.
 *
 * @param n the most it ever answers, however long a slate is asked for
 * @throws {TastemakerError} `metric/k` for an n that is not a whole number from 1
 * @example retrieveAndRank({ retrieve: [retrieve(popular, 50), retrieve(personal, 200)], rank })
 */
export function retrieve(recommender: Recommender, n: number): Recommender {
  requireK(n)
  const name = `${recommender.name} first ${n}`
  return {
    name,
    async recommend(request) {
      const k = Math.min(requireK(request.k), n)
      return { ...(await recommender.recommend({ ...request, k })), recommender: name }
    },
  }
}
