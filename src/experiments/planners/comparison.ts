import { z } from 'zod'

const interval = z.object({
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** People with a value. */
  count: z.int(),
})

const measures = z.record(z.string(), interval)

/** What a row's calls came to. */
const cost = z.object({
  /** Means over tasks. */
  calls: z.number(),
  tokens: z.number(),
  toolCalls: z.number(),
  /** Time of a task's calls, the middle one of all tasks; null where it was not measured. */
  secondsP50: z.number().nullable(),
  /** Of all tasks; null without a price. */
  money: z.number().nullable(),
})

const row = z.object({
  name: z.string(),
  kind: z.enum(['chance', 'baseline', 'classic', 'control', 'planner']),
  tasks: z.int(),
  /** Tasks that came to an answer of the form asked for. */
  answered: z.int(),
  /** Failures are misses, or as wrong as can be: the headline. */
  true: measures,
  /** Failures are left out. */
  valid: measures,
  /** Person by person, in the true form; null for the row itself and for chance. */
  toChainOfThought: interval.nullable(),
  toClassic: interval.nullable(),
  /** Tasks without an answer, by what went wrong. */
  failures: z.record(z.string(), z.int()),
  /** Answers given because a budget was spent. */
  overBudget: z.int(),
  mended: z.object({
    /** Rankings that had to be mended. */
    rankings: z.int(),
    unknown: z.int(),
    duplicate: z.int(),
    missing: z.int(),
  }),
  /** Rankings that give the candidates as they were shown. */
  asShown: z.int(),
  cost: cost.nullable(),
  /** Of rankings, by where the true item stood, from 1: how many tasks, and how many hits at 1 and at 5. */
  positions: z.array(z.object({ position: z.int(), tasks: z.int(), hits1: z.int(), hits5: z.int() })),
  /** Means of further figures of a planner, such as how far its samples agreed. */
  details: z.record(z.string(), z.number()),
})

/**
 * planners.json: planners compared on the same tasks.
 *
 * @example plannerComparison.parse(JSON.parse(text)).rows.length
 */
export const plannerComparison = z.object({
  version: z.literal(1),
  task: z.enum(['rank', 'rate']),
  data: z.object({ name: z.string(), hash: z.string() }),
  model: z.object({
    name: z.string(),
    fingerprint: z.string(),
    /** Rules that read the words of a prompt: no language model. */
    scripted: z.boolean(),
  }),
  protocol: z.object({
    split: z.string(),
    candidates: z.int(),
    negatives: z.string(),
    baseline: z.enum(['given', 'popularity']),
    history: z.int(),
    seed: z.int(),
    people: z.int(),
    eligible: z.int(),
    labels: z.literal('real'),
    /** Version of the planners' words. */
    prompts: z.string(),
    tools: z.array(z.string()),
    evaluator: z.string(),
  }),
  /** By which rows are told apart. */
  measure: z.string(),
  rows: z.array(row),
  classic: z.object({ name: z.string(), validation: z.record(z.string(), z.number()) }),
  notes: z.array(z.string()),
})

/** Planners compared on the same tasks, as plain data. */
export type PlannerComparison = z.infer<typeof plannerComparison>
/** One row of it. */
export type PlannerRow = z.infer<typeof row>
