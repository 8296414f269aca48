import { z } from 'zod'

const interval = z.object({
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Seekers with a value. */
  count: z.int(),
})
const measures = z.record(z.string(), interval)

const row = z.object({
  name: z.string(),
  kind: z.enum(['control', 'system']),
  /** Null for controls. */
  mind: z.string().nullable(),
  seekers: z.int(),
  /** Of seekers who stay until they have found it or the turns are over. */
  patient: measures,
  /** The mean turn of the hits; null without one. */
  meanHitTurn: z.number().nullable(),
  /** Hit@k less that of the row, seeker by seeker; null for the row itself. */
  toRandom: interval.nullable(),
  toPopularity: interval.nullable(),
  /** Of the same seekers where they may go before: silently, and after having said what to change. Null where it was not asked for. */
  leaving: z
    .object({
      silent: measures,
      instructs: measures,
      /** The second less the first, seeker by seeker. */
      difference: measures,
      /** Why they ended, by how many. */
      because: z.object({ silent: z.record(z.string(), z.int()), instructs: z.record(z.string(), z.int()) }),
    })
    .nullable(),
  /** Conversations that somebody broke off with an error, by their words. */
  errors: z.record(z.string(), z.int()),
})

const realism = z.object({
  messages: z.int(),
  frontLoading: z.number().nullable(),
  politeness: z.number().nullable(),
  words: z.object({
    mean: z.number().nullable(),
    deviation: z.number().nullable(),
    least: z.number().nullable(),
    most: z.number().nullable(),
  }),
  mattr: z.object({ window: z.int(), mean: z.number().nullable(), seekers: z.int() }),
  repetition: z.number().nullable(),
})

/**
 * conversations.json: agents that recommend, compared by conversations with the same simulated seekers.
 *
 * @example conversationComparison.parse(JSON.parse(text)).rows.length
 */
export const conversationComparison = z.object({
  version: z.literal(1),
  data: z.object({ name: z.string(), hash: z.string() }),
  /** Null where no language model takes part. */
  model: z.object({ name: z.string(), fingerprint: z.string() }).nullable(),
  protocol: z.object({
    seekers: z.enum(['target', 'utility']),
    /** The model by which seekers with a taste decide; null for those with a target. */
    utility: z.string().nullable(),
    /** The share of the catalogue with any of which these are content. */
    topShare: z.number().nullable(),
    /** The model around the agents. */
    ranker: z.string(),
    people: z.int(),
    eligible: z.int(),
    turns: z.int(),
    cards: z.int(),
    frontLoaded: z.number(),
    seed: z.int(),
    labels: z.literal('real target, simulated seeker'),
  }),
  rows: z.array(row),
  realism,
  notes: z.array(z.string()),
})

/** Agents compared by conversations, as plain data. */
export type ConversationComparison = z.infer<typeof conversationComparison>
/** One row of it. */
export type ConversationRow = z.infer<typeof row>
