import { z } from 'zod'

/** Format version of the run folder; a folder of another version is refused with a sentence. */
export const RUN_VERSION = 1

const recommender = z.object({ name: z.string(), family: z.string(), fitSeconds: z.number() })

/**
 * manifest.json: everything needed to run it again, and what to think of it.
 *
 * @example runManifest.parse(JSON.parse(text)).data.hash
 */
export const runManifest = z.looseObject({
  version: z.literal(RUN_VERSION),
  kind: z.literal('simulation'),
  tastemaker: z.string(),
  node: z.string(),
  /** Wall clock, ISO 8601. */
  createdAt: z.string(),
  status: z.enum(['running', 'interrupted', 'finished']),
  seed: z.int(),
  workers: z.int(),
  data: z.object({
    name: z.string(),
    /** The flags that name it again on the command line. */
    flags: z.record(z.string(), z.string()),
    hash: z.string(),
    licence: z.string(),
    people: z.int(),
    items: z.int(),
    events: z.int(),
    notes: z.array(z.string()),
  }),
  /** How the log was parted, in one sentence. */
  split: z.string(),
  recommenders: z.array(recommender),
  world: z.object({
    name: z.literal('feed'),
    pageSize: z.int(),
    maxPages: z.int(),
    /** Items a recommender may not show: what it was trained on, or what was published (train and test). */
    mask: z.enum(['train', 'train+test']),
  }),
  viewers: z.object({
    system: z.string(),
    mind: z.string(),
    qualified: z.boolean(),
    /** The fitted models that decide, with the data they were fitted on. */
    utility: z.object({ interest: z.string(), stars: z.string(), families: z.array(z.string()), fittedOn: z.string() }),
    options: z.record(z.string(), z.unknown()),
    count: z.int(),
    controls: z.array(z.string()),
    /** How many of the viewers each control was run on. */
    controlCount: z.int(),
  }),
  warnings: z.array(z.string()),
  seconds: z.number().nullable(),
  /** Judgements of one item by one viewer, controls included. */
  steps: z.int().nullable(),
})

/** The manifest of a run. */
export type RunManifest = z.infer<typeof runManifest>
