import { z } from 'zod'

/**
 * Options of InteRecAgent with the published defaults.
 *
 * @example interecagentOptions.parse({}).softFraction // 0.05
 */
export const interecagentOptions = z.object({
  /** How a model goes about a turn: `planFirst` in two calls, `react` in one more than it uses tools. */
  planner: z.enum(['planFirst', 'react']).default('planFirst'),
  /** A critic reads plan and reply, and may ask for another plan. */
  critic: z.boolean().default(false),
  replanLimit: z.int().min(0).default(3),
  /** Worked plans before the message: those nearest to it, always the same, or none. */
  demos: z.enum(['dynamic', 'fixed', 'none']).default('dynamic'),
  k: z.int().min(0).max(14).default(3),
  /** Cards a turn. */
  show: z.int().min(1).max(20).default(5),
  /** The share of the catalogue that counts as alike. */
  softFraction: z.number().gt(0).max(1).default(0.05),
  /** `diverse`: no two cards in a row of one group, where the best hundred allow it. */
  rankMode: z.enum(['sort', 'diverse']).default('sort'),
  /** Filters of a model's plan stay for the next turn; those of the rules always do, as wishes. */
  persistentBus: z.boolean().default(false),
  /** The agent asks back where a wish more would help. */
  asks: z.boolean().default(true),
})

/** Options of InteRecAgent after defaults. */
export type InterecagentOptions = z.infer<typeof interecagentOptions>
