import { z } from 'zod'
import { similarityFields } from '../_similarity.ts'

/**
 * Options of `userKnn`: similar people asked, the similarity, and the items that it is shrunk by; `alpha` of asymmetric is the
 * share of the damping that the person asked for takes, `k1` and `b` are those of bm25.
 *
 * Defaults by nDCG@10 on validation parts of MovieLens 100K, where people have a hundred items; 30 to 100 neighbours were
 * level. Where people have a few items, take a shrinkage of as many.
 */
export const userKnnOptions = z.object({
  neighbours: z.int().min(1).max(10_000).default(50),
  shrinkage: similarityFields.shrinkage.default(100),
  similarity: similarityFields.similarity.default('cosine'),
  alpha: similarityFields.alpha.default(0.5),
  k1: similarityFields.k1.default(1.2),
  b: similarityFields.b.default(0.75),
})
