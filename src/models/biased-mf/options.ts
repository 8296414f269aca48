import { z } from 'zod'

/** Options of `biasedMf`: size of a vector, passes over the ratings, step and L2 penalty of a rating. */
export const biasedMfOptions = z.object({
  factors: z.int().min(1).max(512).default(16),
  epochs: z.int().min(1).max(1_000).default(30),
  learningRate: z.number().positive().max(1).default(0.02),
  regularisation: z.number().positive().max(10).default(0.1),
})
