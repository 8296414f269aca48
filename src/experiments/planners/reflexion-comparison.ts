import { z } from 'zod'

const interval = z.object({
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  count: z.int(),
})

const arm = z.object({
  name: z.string(),
  sessions: z.int(),
  /** Share of people who said yes to the first offer. */
  first: interval,
  /** Share who said yes within the tries. */
  within: interval,
  /** Tries to a yes; one more than there are where there was none. */
  trials: interval,
  /** Steps of a try. */
  steps: interval,
  /** Share of steps that used a tool. */
  focus: interval,
  /** Share of steps in the form asked for at once. */
  structure: interval,
  failures: z.record(z.string(), z.int()),
  calls: z.number(),
  tokens: z.number(),
  secondsP50: z.number().nullable(),
  money: z.number().nullable(),
})

/**
 * reflexion.json: ReAct against Reflexion in sessions with a person who says why they refuse.
 *
 * @example reflexionComparison.parse(JSON.parse(text)).table.length // 5
 */
export const reflexionComparison = z.object({
  version: z.literal(1),
  data: z.object({ name: z.string(), hash: z.string() }),
  model: z.object({ name: z.string(), fingerprint: z.string(), scripted: z.boolean() }),
  protocol: z.object({
    people: z.int(),
    skipped: z.int(),
    trials: z.int(),
    /** Items of a shortlist, and how many of them meet the wish where there are as many. */
    shortlist: z.int(),
    good: z.int(),
    seed: z.int(),
    labels: z.literal('simulated'),
    tools: z.array(z.string()),
    prompts: z.string(),
  }),
  /** Share of first offers that chance gets right, over these shortlists. */
  chance: z.number(),
  arms: z.array(arm),
  learning: z.object({
    /** Success within the tries, person by person. */
    reflexionMinusNone: interval,
    /** Against being told the replies without reflecting: what reflection itself adds. */
    reflexionMinusReplies: interval,
    bothMinusNone: interval,
  }),
  /** After a yes the wish changes. */
  recovery: z.object({
    people: z.int(),
    react: arm.nullable(),
    without: arm.nullable(),
    with: arm.nullable(),
    /** Tries with what was learned less tries without: below 0, lessons help. */
    trialsSaved: interval.nullable(),
  }),
  table: z.array(
    z.object({
      row: z.enum(['focus', 'structure', 'adaptability', 'learning', 'best use']),
      react: z.string(),
      reflexion: z.string(),
      verdict: z.string(),
    }),
  ),
  notes: z.array(z.string()),
})

/** ReAct against Reflexion, as plain data. */
export type ReflexionComparison = z.infer<typeof reflexionComparison>
/** One way to go about a session, measured. */
export type ReflexionArm = z.infer<typeof arm>
