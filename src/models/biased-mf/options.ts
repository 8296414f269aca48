import { z } from 'zod'

/**
 * Options of `biasedMf`: size of a vector, passes over the ratings, first step, L2 penalty of each rating, and the penalty that
 * every person and every later item has beside, in the same unit.
 *
 * The defaults were chosen on validation ratings of MovieLens 100K: a tenth, at random, of the training part of one fold.
 * `shrinkage` was chosen for people with three ratings: it costs the others nothing.
 */
export const biasedMfOptions = z.object({
  factors: z.int().min(1).max(512).default(32),
  epochs: z.int().min(1).max(1_000).default(30),
  learningRate: z.number().positive().max(1).default(0.02),
  regularisation: z.number().positive().max(10).default(0.1),
  shrinkage: z.number().min(0).max(1_000).default(3),
})
