import { TastemakerError } from '../../domain/index.ts'
import { moneyFor, type Price, requirePrice } from './price.ts'

/*
 * What a run will come to, before it is paid for: measured on a pilot, or worked out from counts.
 *
 * Agents of a pilot are a sample without replacement, so the total is the mean of an agent times all agents, with standard
 * error s sqrt(N (N - n) / n) (Cochran 1977, section 2.5). Tokens of an agent have a long right tail, and a total cannot be
 * negative: the range is laid on the logarithm, total * exp(± t sqrt(log(1 + (error / total)^2))), with Student's t at 99%.
 * The level is that high because the mean of a long tail misses more often than the level says.
 */

/** A figure with the range it will lie in. */
export interface Expected {
  readonly value: number
  /** Null where nothing was measured, or on fewer than five agents: they say too little about the spread. */
  readonly low: number | null
  readonly high: number | null
}

/** What a run will come to. */
export interface Forecast {
  /** `measured` on a pilot of this very run, or `assumed` from counts alone. */
  readonly basis: 'measured' | 'assumed'
  readonly agents: number
  readonly calls: Expected
  readonly promptTokens: Expected
  readonly generatedTokens: Expected
  /** Both kinds together. */
  readonly tokens: Expected
  /** Null without a price. */
  readonly money: Expected | null
  /** Time by the clock on the wall; null where nobody said how long a call takes. */
  readonly seconds: Expected | null
}

/** The part of a run that was made to see what the whole will come to. */
export interface Pilot {
  /** Agents that were run, 1 or more; a hundredth of all, and at least five, will do. */
  readonly agents: number
  /** Those of them that made calls: rows of a ledger. */
  readonly rows: readonly { readonly calls: number; readonly promptTokens: number; readonly generatedTokens: number }[]
  /** How long it took. */
  readonly seconds: number
}

/** The run that a pilot stands for. */
export interface WholeRun {
  /** All agents, those of the pilot included. */
  readonly agents: number
  /** Calls at once that the model works on; 1 unless given. An agent makes one at a time. */
  readonly concurrency?: number
  readonly price?: Price
}

/**
 * Foretells the whole from a pilot.
 *
 * @throws {TastemakerError} `data/empty` for a pilot of nobody, `config/range` for a pilot larger than the whole
 * @example forecast({ agents: 10, rows: journal.ledger().agents, seconds: 42 }, { agents: 1000 }).tokens.value
 */
export function forecast(pilot: Pilot, { agents, concurrency = 1, price }: WholeRun): Forecast {
  requirePilot(pilot, agents)
  requirePrice(price)
  const of = (amount: (row: Pilot['rows'][number]) => number): Expected => total(pilot, agents, pilot.rows.map(amount))
  const calls = of((row) => row.calls)
  // A small pilot may not have had enough agents to keep the model busy.
  const pace = Math.min(pilot.agents, concurrency) / Math.min(agents, concurrency)
  const made = pilot.rows.reduce((sum, row) => sum + row.calls, 0)
  return {
    basis: 'measured',
    agents,
    calls,
    promptTokens: of((row) => row.promptTokens),
    generatedTokens: of((row) => row.generatedTokens),
    tokens: of((row) => row.promptTokens + row.generatedTokens),
    money: price ? of((row) => moneyFor(row, price)!) : null,
    seconds: made === 0 ? null : scaled(calls, (pilot.seconds * pace) / made),
  }
}

/** The sum over all agents, from the sums of those of a pilot that made calls. */
function total(pilot: Pilot, agents: number, values: readonly number[]): Expected {
  const n = pilot.agents
  const seen = values.reduce((sum, value) => sum + value, 0)
  const mean = seen / n
  const value = mean * agents
  if (n === agents) return { value, low: value, high: value }
  if (n < 5) return { value, low: null, high: null }
  const silent = (n - values.length) * mean ** 2
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, silent) / (n - 1)
  if (variance === 0) return { value, low: value, high: value }
  const error = Math.sqrt((variance * agents * (agents - n)) / n)
  const width = Math.exp(student99(n - 1) * Math.sqrt(Math.log1p((error / value) ** 2)))
  return { value, low: Math.max(seen, value / width), high: value * width }
}

/** The 99.5% point of Student's t, by the expansion of Abramowitz and Stegun (1964), 26.7.5; within 2% from 4 degrees up. */
function student99(degrees: number): number {
  const z = 2.5758293035489004
  const g1 = (z ** 3 + z) / 4
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3
}

const scaled = ({ value, low, high }: Expected, by: number): Expected => ({
  value: value * by,
  low: low === null ? null : low * by,
  high: high === null ? null : high * by,
})

function requirePilot({ agents: piloted, rows }: Pilot, agents: number): void {
  if (piloted < 1) {
    throw new TastemakerError(
      'data/empty',
      'A pilot of nobody foretells nothing.',
      'Run a few agents first, at least five.',
    )
  }
  if (rows.length <= piloted && piloted <= agents) return
  const message = `A pilot must have at least as many agents as rows and at most as many as the run, got ${piloted} with ${rows.length} rows of ${agents}.`
  throw new TastemakerError('config/range', message, 'Count all agents that were run, those without calls too.')
}
