import { z } from 'zod'

/** What is known of an item: words, and the values by which it can be told apart, such as `category: Drama`. */
export const perceivedSchema = z.strictObject({
  item: z.string(),
  title: z.string(),
  domain: z.string(),
  /** Words about it; nothing in them that the catalogue does not say. */
  words: z.string(),
  values: z.array(z.string()),
})

/** One item of the item library. */
export type Perceived = z.infer<typeof perceivedSchema>

/** Something a person did, as the assistant was told of it. */
export const recordSchema = z.strictObject({
  /** Names the event in the evidence of entries: `f1`, `f2` and so on for each person. */
  id: z.string(),
  user: z.string(),
  item: z.string(),
  domain: z.string(),
  liked: z.boolean(),
  comment: z.string().nullable(),
  /** Milliseconds since 1970, UTC; null without a time. */
  at: z.number().nullable(),
  /** Lessons tried, and whether the last one explained the action. */
  attempts: z.int(),
  explained: z.boolean(),
})

/** One event of the record library. */
export type FeedbackRecord = z.infer<typeof recordSchema>

/** Something that a person prefers or does not. */
export const entrySchema = z.strictObject({
  id: z.string(),
  polarity: z.enum(['prefers', 'disprefers']),
  statement: z.string(),
  domain: z.string(),
  /** Ids of the events that speak for it or against it. */
  evidence: z.array(z.string()),
  /** From 0 to 1, by the evidence. */
  confidence: z.number().min(0).max(1),
  /** The event it was learned from, as a number: later ones are larger. */
  createdAt: z.int(),
  /** False where no attempt explained the action; then it judges nothing until an event agrees with it. */
  explained: z.boolean(),
})

/** One entry of a personality. */
export type PersonalityEntry = z.infer<typeof entrySchema>

/**
 * The three libraries of the assistant, as plain records: what items are, what people did, and what was learned of them.
 *
 * @example librariesSchema.parse(JSON.parse(text)).personality
 */
export const librariesSchema = z.strictObject({
  version: z.literal(1),
  items: z.array(perceivedSchema),
  records: z.array(recordSchema),
  personality: z.array(
    z.strictObject({
      user: z.string(),
      entries: z.array(entrySchema),
      /** The person's own switch, and what they asked to see again. */
      proxies: z.boolean(),
      restored: z.array(z.string()),
    }),
  ),
})

/** The libraries as they are kept. */
export type RahLibraries = z.infer<typeof librariesSchema>
