import { z } from 'zod'

/** Values that may be missing are left out or null. */
const text = z.string().nullish()
const number = z.number().nullish()
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullish()
const id = z.string().min(1)

const common = {
  v: z.literal(1),
  /** Of this record. */
  id: text,
  /** Milliseconds since 1970, UTC. */
  ts: number,
  source: z.enum(['log', 'simulated', 'import']).nullish(),
}
const circumstances = { session: text, context: z.record(z.string(), z.unknown()).nullish() }

/**
 * One line of an event log, `events.jsonl`: what people did, what they were shown, and what is known of items and people.
 *
 * A member that is not named here is let through unread.
 *
 * @example eventSchema.parse({ v: 1, type: 'interaction', user: 'ada', item: 'tt0114709', kind: 'rate', value: 5, ts: 0 })
 */
export const eventSchema = z.discriminatedUnion('type', [
  z.looseObject({
    ...common,
    ...circumstances,
    type: z.literal('interaction'),
    user: id,
    /** Absent for what was done with no item, such as leaving. */
    item: id.nullish(),
    /** What was done: `rate`, `view`, `click`, … */
    kind: z.string(),
    /** The rating, or the weight of the event; 1 when left out. */
    value: number,
    /** The impression that the item was on. */
    impressionId: text,
  }),
  z.looseObject({
    ...common,
    ...circumstances,
    type: z.literal('impression'),
    user: id,
    /** What was shown; `taken` is 1 for what the person took up, 0 for what was passed over. */
    slate: z.array(z.looseObject({ item: id, position: number, taken: number })),
  }),
  z.looseObject({
    ...common,
    type: z.literal('item'),
    item: id,
    title: text,
    text,
    categories: z.array(z.string()).nullish(),
    attributes: values,
    image: text,
    price: number,
    releasedAt: number,
  }),
  z.looseObject({
    ...common,
    type: z.literal('user'),
    user: id,
    demographics: values,
    attributes: values,
    connections: z.array(z.string()).nullish(),
  }),
])

/** One line of an event log. */
export type Event = z.output<typeof eventSchema>
