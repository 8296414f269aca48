import { z } from 'zod'

/**
 * Options of RAH. `maxTries`, `guard` and the switch `proxies=always` with `proxyWeight=1` are the published settings; a gate before
 * proxies, their lower weight and `minShown` are ours.
 *
 * @example rahOptions.parse({}).maxTries // 2
 */
export const rahOptions = z.object({
  /** How often a lesson that does not explain an action is tried again: 2 makes up to three attempts. */
  maxTries: z.int().min(0).max(10).default(2),
  /** The share of entries that a merge must leave, so that a personality cannot collapse. */
  guard: z.number().gt(0).max(1).default(0.2),
  /** Feedback on the person's behalf: never, where the person's own held-out feedback shows that it would be right, or always. */
  proxies: z.enum(['off', 'gated', 'always']).default('gated'),
  /** What such feedback weighs beside a person's own, which weighs 1. */
  proxyWeight: z.number().gt(0).max(1).default(0.3),
  /** Whether a recommender that learns from feedback weighs it by the inverse of how likely it was to be given. */
  propensity: z.enum(['none', 'ips', 'clipped-ips']).default('none'),
  /** Items of a recommendation that are shown whatever the assistant thinks of them. */
  minShown: z.int().min(0).max(1000).default(1),
  /** What an item is judged by: the personality, or also the person's nearest events. */
  actEvidence: z.enum(['personality', 'personality-and-events']).default('personality'),
  /** How many events those are. */
  nearest: z.int().min(1).max(100).default(5),
  /** Which entries judge an item: those of its own domain, those of all others, or all. */
  domainMode: z.enum(['single', 'cross', 'mixed']).default('single'),
  /** How many of a person's latest events are learned from before a task. */
  lessons: z.int().min(0).max(10_000).default(20),
})

/** Options of RAH after defaults. */
export type RahOptions = z.infer<typeof rahOptions>
