import { z } from 'zod'

/**
 * Options of `bpr`: size of a vector, passes over the observed pairs, first step and L2 penalty. The defaults were chosen on
 * validation events of MovieLens 100K.
 */
export const bprOptions = z.object({
  factors: z.int().min(1).max(1_024).default(32),
  epochs: z.int().min(1).max(10_000).default(40),
  learningRate: z.number().positive().max(1).default(0.1),
  regularisation: z.number().min(0).max(1).default(0.01),
})

/** The options of `bpr`, all set. */
export type BprOptions = z.output<typeof bprOptions>
