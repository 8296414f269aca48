import { z } from 'zod'
import { ratingSubstitutes } from '../../evaluation/tasks/index.ts'
import { agentTaskTypes, taskProtocols } from './task-sample.ts'

const interval = z.object({
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** People with a value. */
  count: z.int(),
})

const measures = z.record(z.string(), interval)

/** What a row's answers took. */
const cost = z.object({
  /** Means over answers. */
  calls: z.number(),
  tokens: z.number(),
  toolCalls: z.number(),
  /** Of one answer: its model's calls as first made, or all of it where no model took part; the middle one of all. */
  secondsP50: z.number().nullable(),
  /** Of all answers together. */
  seconds: z.number().nullable(),
  /** Of all answers; null without a price. */
  money: z.number().nullable(),
})

const row = z.object({
  name: z.string(),
  /** The agent behind it, with its options; null for rules and models. */
  system: z.string().nullable(),
  mind: z.enum(['choice', 'language', 'hybrid']).nullable(),
  kind: z.enum(['chance', 'baseline', 'classic', 'agent', 'control']),
  /** False where the system does not do this task: then there is nothing else in the row. */
  declared: z.boolean(),
  /** Answers asked for: people, times orders shown. */
  asked: z.int(),
  answered: z.int(),
  /** Failures are misses, or the substitute for a rating: the headline. */
  true: measures,
  /** Failures are left out. */
  valid: measures,
  /** Less the best row without an agent, person by person in the true form; null for that row itself and for chance. */
  toBest: z
    .object({
      difference: interval,
      /** Two-sided, of a randomisation test; null where there is nothing to test. */
      p: z.number().nullable(),
      /** The same for as many rows as were tested in this task (Holm 1979). */
      adjusted: z.number().nullable(),
    })
    .nullable(),
  /** Answers that did not come, by what went wrong. */
  failures: z.record(z.string(), z.int()),
  mended: z.object({ answers: z.int(), unknown: z.int(), duplicate: z.int(), missing: z.int() }),
  /** Share of answers by who had the last word; empty for rules and models. */
  decidedBy: z.record(z.string(), z.number()),
  /** A model decided what no card says it can. */
  unqualified: z.boolean(),
  /** How far orders of the same candidates moved a person's score: the mean standard deviation; null for one order. */
  spread: z.number().nullable(),
  cost: cost.nullable(),
  /** Further figures by name: of the whole row, or means of what the system told. */
  details: z.record(z.string(), z.number()),
})

const task = z.object({
  task: z.enum(agentTaskTypes),
  /** By which rows are compared. */
  measure: z.string(),
  /** Which way is better. */
  better: z.enum(['higher', 'lower']),
  people: z.int(),
  eligible: z.int(),
  tooEarly: z.int(),
  repeats: z.int(),
  /** Moments up to which models learned, ISO 8601; null for data without times. */
  cuts: z.array(z.string().nullable()),
  /** Samples whose true item nobody had touched before the cut. */
  unheardOf: z.int(),
  /** Samples with a text to compare words with. */
  references: z.int(),
  /** The best row without an agent, by name. */
  best: z.string(),
  rows: z.array(row),
  notes: z.array(z.string()),
})

/**
 * tasks.json: agents that recommend, classic recommenders and controls on the same samples.
 *
 * @example taskTable.parse(JSON.parse(text)).tasks[0]?.rows.length
 */
export const taskTable = z.object({
  version: z.literal(1),
  data: z.object({ name: z.string(), hash: z.string() }),
  model: z.object({ name: z.string(), fingerprint: z.string() }).nullable(),
  protocol: z.object({
    candidates: z.enum(taskProtocols),
    shuffles: z.int(),
    n: z.int(),
    seed: z.int(),
    likedFrom: z.number().nullable(),
    failedRating: z.enum(ratingSubstitutes),
    /** The models around the agents. */
    ranker: z.string(),
    rater: z.string().nullable(),
    labels: z.literal('real'),
  }),
  tasks: z.array(task),
  /** Tasks that these data cannot be asked, and why. */
  skipped: z.array(z.object({ task: z.enum(agentTaskTypes), reason: z.string() })),
  notes: z.array(z.string()),
})

/** Agents and recommenders on the same tasks, as plain data. */
export type TaskTable = z.infer<typeof taskTable>
/** One task of it. */
export type TaskResult = z.infer<typeof task>
/** One row of a task. */
export type TaskRow = z.infer<typeof row>
