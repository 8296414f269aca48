import { z } from 'zod'
import type { Dataset, ItemIndex } from '../../domain/index.ts'
import type { ItemSimilarity } from '../../models/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { greedy } from '../_greedy.ts'
import { relevanceOf } from '../_relevance.ts'
import type { Reranker } from '../rerank.ts'

/** Options of `mmr`; `lambda` is what relevance weighs: 1 leaves the order as it was. */
export const mmrOptions = z.object({ lambda: z.number().min(0).max(1).default(0.7) })

/**
 * Maximal marginal relevance: each next item is relevant and unlike what stands above it.
 *
 * Picks the item with the highest lambda relevance - (1 - lambda) (likeness to the most alike item chosen so far) (Carbonell and
 * Goldstein 1998, "The use of MMR, diversity-based reranking for reordering documents and producing summaries").
 *
 * @param data whose item ids the pool has
 * @param similarity from 0 to 1, such as `featureSimilarity(data)` or `modelSimilarity(fitted)`
 * @example rerank(recommender, mmr(data, featureSimilarity(data), { lambda: 0.5 }))
 */
export function mmr(
  data: Pick<Dataset, 'items'>,
  similarity: ItemSimilarity,
  options: z.input<typeof mmrOptions> = {},
): Reranker {
  const chosen = readOptions(mmrOptions, options, 'mmr')
  // An item that came after the data was read is like no other.
  const alike = (one?: ItemIndex, other?: ItemIndex) =>
    one === undefined || other === undefined ? 0 : similarity(one, other)
  return {
    name: nameWithOptions('mmr', chosen, mmrOptions),
    rerank(pool, { k }) {
      const relevance = relevanceOf(pool)
      const items = pool.map(({ item }) => data.items.index(item))
      const nearest = new Float64Array(pool.length)
      return greedy(
        pool,
        k,
        (place) => chosen.lambda * relevance[place]! - (1 - chosen.lambda) * nearest[place]!,
        (last) => {
          for (const [place, item] of items.entries()) {
            nearest[place] = Math.max(nearest[place]!, alike(item, items[last]))
          }
        },
      )
    },
  }
}
