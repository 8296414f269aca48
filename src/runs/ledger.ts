import { z } from 'zod'

const counts = {
  /** Answers that a model gave in this run. */
  calls: z.int(),
  /** Answers that came from the journal instead. */
  fromJournal: z.int(),
  promptTokens: z.int(),
  generatedTokens: z.int(),
  /** In the currency of the price given; null without a price. */
  money: z.number().nullable(),
  /** Calls that ended in a failure after every try. */
  failed: z.int(),
}

/** Names of the models that were asked; not in runs that were made before several could take part. */
const models = z.array(z.string()).optional()

/**
 * ledger.json: what the model calls of a run came to, a killed and resumed run counted as one.
 *
 * @example runLedger.parse(JSON.parse(text)).calls
 */
export const runLedger = z.object({
  model: z.string(),
  ...counts,
  /** Tries beyond the first. */
  retries: z.int(),
  /** Sum of the time of the calls themselves; more than the run's own time where calls overlap. */
  callSeconds: z.number(),
  failures: z.record(z.string(), z.int()),
  /** By model; runs that were made before several could take part do not have it. */
  byModel: z.array(z.object({ model: z.string(), ...counts })).optional(),
  steps: z.array(z.object({ step: z.string(), ...counts, models })),
  agents: z.array(z.object({ agent: z.string(), ...counts, models })),
})

/** What the model calls of a run came to. */
export type RunLedger = z.infer<typeof runLedger>
