import { z } from 'zod'

/*
 * The event log of a run: one JSON object a line, in the order they happened within a visit.
 *
 * Names are noun-then-action. `ts` is simulated time in milliseconds UTC; `session` names one visit and `n` counts the
 * events within it, so `session#n` identifies an event. Unknown fields are kept on reading.
 */

const envelope = {
  v: z.literal(1),
  ts: z.number(),
  n: z.int().min(0),
  session: z.string(),
  user: z.string(),
  /** Which recommender the person met. */
  recommender: z.string(),
  /** Who decided: `viewer`, or the name of a control. */
  as: z.string(),
  source: z.enum(['simulation', 'log', 'import']),
}

const slate = z.object({
  item: z.string(),
  position: z.int().min(0),
  score: z.number(),
  /** Somebody paid for this place: the item is not the recommender's doing. */
  advert: z.literal(true).optional(),
})

/** One line of events.jsonl. @example runEvent.parse(JSON.parse(line)) */
export const runEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('visit-started'), ...envelope }),
  z.looseObject({ type: z.literal('slate-shown'), ...envelope, page: z.int().min(1), slate: z.array(slate) }),
  z.looseObject({
    type: z.literal('item-judged'),
    ...envelope,
    item: z.string(),
    aligned: z.boolean(),
    probability: z.number().min(0).max(1),
  }),
  z.looseObject({ type: z.literal('item-watched'), ...envelope, item: z.string() }),
  z.looseObject({ type: z.literal('item-rated'), ...envelope, item: z.string(), stars: z.number() }),
  z.looseObject({ type: z.literal('item-felt'), ...envelope, item: z.string(), text: z.string() }),
  z.looseObject({ type: z.literal('user-reflected'), ...envelope, satisfied: z.boolean(), text: z.string() }),
  z.looseObject({
    type: z.literal('page-decided'),
    ...envelope,
    decision: z.enum(['next', 'exit']),
    probability: z.number().min(0).max(1),
  }),
  z.looseObject({
    type: z.literal('user-left'),
    ...envelope,
    page: z.int().min(0),
    reason: z.enum(['left', 'max-pages', 'exhausted', 'failed']),
  }),
  z.looseObject({ type: z.literal('user-interviewed'), ...envelope, satisfaction: z.number(), text: z.string() }),
  z.looseObject({
    type: z.literal('answer-failed'),
    ...envelope,
    kind: z.enum(['bad_input', 'unparseable', 'ungrounded', 'policy', 'timeout', 'budget', 'provider', 'refused']),
    step: z.string(),
    raw: z.string(),
  }),
])

/** An event of a run. */
export type RunEvent = z.infer<typeof runEvent>
