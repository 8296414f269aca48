import { z } from 'zod'
import type { Dataset } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { categoriesOf } from '../_categories.ts'
import { greedy } from '../_greedy.ts'
import { relevanceOf } from '../_relevance.ts'
import type { Reranker } from '../rerank.ts'

/** Options of `xquad`; `lambda` is what coverage weighs: 0 leaves the order as it was. */
export const xquadOptions = z.object({ lambda: z.number().min(0).max(1).default(0.5) })

/**
 * Explicit coverage of aspects: each next item adds a category the person cares for and the slate does not have yet.
 *
 * Picks the item d with the highest (1 - lambda) P(d|u) + lambda sum over categories c of P(c|u) P(d|c) prod over chosen s of
 * (1 - P(s|c)) (Santos, Macdonald and Ounis 2010, "Exploiting query reformulations for web search result diversification").
 * P(d|u) is the relevance, P(c|u) the share of the category in the person's history, P(d|c) its share in the item. Somebody
 * without a history cares for the categories of the pool as it has them.
 *
 * @example rerank(recommender, xquad(data, { lambda: 0.3 }))
 */
export function xquad(data: Dataset, options: z.input<typeof xquadOptions> = {}): Reranker {
  const { lambda } = readOptions(xquadOptions, options, 'xquad')
  const categories = categoriesOf(data)
  return {
    name: nameWithOptions('xquad', { lambda }, xquadOptions),
    rerank(pool, { user, k }) {
      const relevance = relevanceOf(pool)
      const own = pool.map(({ item }) => categories.of(item))
      const cares = categories.shares(user) ?? categories.shares({ history: pool.map(({ item }) => item) })
      const uncovered = new Float64Array(categories.size).fill(1)
      const covers = (place: number): number => {
        const aspects = own[place]!
        return aspects.reduce((sum, c) => sum + ((cares?.[c] ?? 0) * uncovered[c]!) / aspects.length, 0)
      }
      return greedy(
        pool,
        k,
        (place) => (1 - lambda) * relevance[place]! + lambda * covers(place),
        (place) => {
          for (const c of own[place]!) uncovered[c]! *= 1 - 1 / own[place]!.length
        },
      )
    },
  }
}
