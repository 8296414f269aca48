import { z } from 'zod'

/**
 * Options of `slim`: the penalties of the weights' sizes, `l1`, and of their squares, `l2`, both in people; whether weights
 * below 0 are ruled out; and how many items, nearest by cosine first, may speak for another.
 *
 * Defaults by nDCG@10 on validation parts of MovieLens 100K. An item whose pairs are all of `l1` people or fewer gets no
 * weights: where items have a handful of people, take less.
 */
export const slimOptions = z.object({
  l1: z.number().min(0).max(1_000_000).default(5),
  l2: z.number().positive().max(1_000_000).default(3),
  nonNegative: z.boolean().default(true),
  neighbours: z.int().min(1).max(10_000).default(200),
})

/** The options of a `slim`. */
export type SlimOptions = z.output<typeof slimOptions>
