import { z } from 'zod'

/** Format version of the run folder; a folder of another version is refused with a sentence. */
export const RUN_VERSION = 2

const recommender = z.object({
  name: z.string(),
  family: z.string(),
  /** All families it learns by, where that is more than one. */
  kin: z.array(z.string()).optional(),
  fitSeconds: z.number(),
})

const runRequest = z.object({
  recommenders: z.array(z.string()),
  viewers: z.int().exactOptional(),
  controlViewers: z.int().exactOptional(),
  workers: z.int().exactOptional(),
  pageSize: z.int().exactOptional(),
  maxPages: z.int().exactOptional(),
  mask: z.enum(['train', 'train+test']).exactOptional(),
  options: z.record(z.string(), z.unknown()).exactOptional(),
  mind: z.enum(['choice', 'hybrid', 'language', 'own']),
  languageViewers: z.int().exactOptional(),
  languageRecommenders: z.array(z.string()).exactOptional(),
  /** The flags that name the model again on the command line. */
  modelFlags: z.record(z.string(), z.string()).exactOptional(),
  callsPerMinute: z.number().exactOptional(),
  price: z.object({ perMillionPrompt: z.number(), perMillionGenerated: z.number() }).exactOptional(),
  adverts: z.object({ pool: z.string(), text: z.boolean() }).exactOptional(),
})

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
  /** What was asked for, so that the run can go on or be run again. */
  request: runRequest,
  viewers: z.object({
    system: z.string(),
    mind: z.enum(['choice', 'hybrid', 'language', 'own']),
    /** The language model that takes part; null without one. */
    model: z.string().nullable(),
    /** Jobs the model was shown to be able to do on this data. */
    granted: z.array(z.string()),
    /** False where a model decides what it was not shown to be able to decide. */
    qualified: z.boolean(),
    /** People for whom a model decides once more, beside the others. */
    beside: z.object({ as: z.string(), count: z.int() }).nullable(),
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
