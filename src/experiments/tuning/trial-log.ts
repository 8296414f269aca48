import { appendFile, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'

/** One setting of one recommender, tried on one share of the people. */
export const trialSchema = z.object({
  /** SHA-256 of everything the number depends on: version, data, split, recommender, seed, share of people, metric. */
  key: z.string(),
  /** As it was searched, such as `ease`. */
  recommender: z.string(),
  /** With the options tried, such as `ease:lambda=412`. */
  tried: z.string(),
  /** Share of the people it was fitted and measured on, above 0 and up to 1. */
  share: z.number(),
  metric: z.string(),
  /** Mean over people on the validation part; null when undefined or failed. */
  value: z.number().nullable(),
  people: z.number(),
  fitSeconds: z.number(),
  rankSeconds: z.number(),
  /** Why it failed, in one sentence; a failed trial is kept and never chosen. */
  failure: z.string().nullable(),
})

/** A trial as the log keeps it. */
export type Trial = z.output<typeof trialSchema>

/** Every trial of an experiment, kept as it ends, so that a killed search goes on where it was. */
export interface TrialLog {
  /** The trial with that key, if it was made before. */
  find(key: string): Trial | undefined
  add(trial: Trial): Promise<void>
  readonly trials: readonly Trial[]
}

/** A log that lives as long as the program. @example await tune({ ..., log: trialsInMemory() }) */
export function trialsInMemory(): TrialLog {
  return logOf([], async () => {})
}

/**
 * A log in a file of JSON Lines; a last line that was cut short by a kill is passed over and its trial made again.
 *
 * @throws {TastemakerError} `format/unreadable` for another kind of file
 * @example await openTrials('runs/tuned/trials.jsonl')
 */
export async function openTrials(path: string): Promise<TrialLog> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n')
  const cut = lines.pop()
  const trials = lines.map((line, at) => parsed(line, path, at + 1))
  // A line that was cut short stays in the file; the next one starts on a line of its own.
  let start = cut ? '\n' : ''
  return logOf(
    trials.filter((trial) => trial !== null),
    async (trial) => {
      await appendFile(path, `${start}${JSON.stringify(trial)}\n`)
      start = ''
    },
  )
}

function parsed(line: string, path: string, number: number): Trial | null {
  try {
    return trialSchema.parse(JSON.parse(line))
  } catch (cause) {
    // Only a line that was cut short is no JSON, and only it is forgiven.
    if (cause instanceof SyntaxError) return null
    throw new TastemakerError(
      'format/unreadable',
      `Line ${number} of ${path} is not a trial.`,
      'Move the file away; its trials are made again.',
      { cause },
    )
  }
}

function logOf(known: readonly Trial[], keep: (trial: Trial) => Promise<void>): TrialLog {
  const byKey = new Map(known.map((trial) => [trial.key, trial]))
  return {
    find: (key) => byKey.get(key),
    async add(trial) {
      await keep(trial)
      byKey.set(trial.key, trial)
    },
    get trials() {
      return [...byKey.values()]
    },
  }
}
