import { z } from 'zod'

/**
 * progress.json: how far a run has got. Written after the events it counts, so that a run that was killed goes on from
 * here: events beyond `bytes` are cut off and the viewers counted here are not asked again.
 *
 * @example runProgress.parse(JSON.parse(text)).bytes
 */
export const runProgress = z.object({
  version: z.literal(1),
  /** Length of events.jsonl up to which everything is whole. */
  bytes: z.int().min(0),
  /** By who decided (`viewer`, a control): viewers that are done, and what they came to. */
  done: z.record(
    z.string(),
    z.object({ viewers: z.int(), visits: z.int(), failed: z.int(), steps: z.int(), aligned: z.int() }),
  ),
})

/** How far a run has got. */
export type RunProgress = z.infer<typeof runProgress>
