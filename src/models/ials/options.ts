import { z } from 'zod'

/**
 * Options of `ials`: size of a vector, sweeps over both sides, weight of every unobserved pair beside 1 for an observed one,
 * L2 penalty, and how a sweep solves: near it by conjugate gradients, or exactly at about twice the time.
 */
export const ialsOptions = z.object({
  factors: z.int().min(1).max(1_024).default(64),
  epochs: z.int().min(1).max(1_000).default(10),
  unobserved: z.number().positive().max(10).default(0.1),
  regularisation: z.number().positive().max(10).default(0.02),
  solver: z.enum(['cg', 'cholesky']).default('cg'),
})

/** The options of `ials`, all set. */
export type IalsOptions = z.output<typeof ialsOptions>
