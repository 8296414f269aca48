import { z } from 'zod'

/**
 * Options of `fm`: size of a vector, passes over the log, first step and L2 penalty, and whether to learn from the circumstances
 * of each event. The defaults were chosen on validation events of MovieLens 100K.
 */
export const fmOptions = z.object({
  factors: z.int().min(1).max(1_024).default(32),
  epochs: z.int().min(1).max(10_000).default(20),
  learningRate: z.number().positive().max(1).default(0.05),
  regularisation: z.number().min(0).max(1).default(0.003),
  context: z.boolean().default(true),
})

/** The options of `fm`, all set. */
export type FmOptions = z.output<typeof fmOptions>
