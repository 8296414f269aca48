import { TastemakerError } from '../../domain/index.ts'
import type { Expected, Forecast } from './forecast.ts'
import { moneyFor, type Price, requirePrice } from './price.ts'

/** What somebody thinks a run will look like; means. */
export interface Plan {
  readonly agents: number
  /** Pages an agent sees. */
  readonly pages: number
  readonly questionsPerPage: number
  /** Of one call. */
  readonly promptTokens: number
  /** Of one call. */
  readonly generatedTokens: number
  /** Of one call; no time is foretold without. */
  readonly secondsPerCall?: number
  /** Calls at once; 1 unless given. */
  readonly concurrency?: number
  readonly price?: Price
}

/**
 * Foretells a run from counts, before any call; for a first look, where nothing is measured yet.
 *
 * @returns a forecast marked `assumed`, without ranges
 * @throws {TastemakerError} `config/range` for a number below 0
 * @example planned({ agents: 1000, pages: 3, questionsPerPage: 2, promptTokens: 600, generatedTokens: 1 }).calls.value // 6000
 */
export function planned(plan: Plan): Forecast {
  const {
    agents,
    pages,
    questionsPerPage,
    promptTokens,
    generatedTokens,
    secondsPerCall,
    concurrency = 1,
    price,
  } = plan
  for (const [name, value] of Object.entries({ agents, pages, questionsPerPage, promptTokens, generatedTokens })) {
    if (value >= 0) continue
    throw new TastemakerError('config/range', `${name} of a plan must be a number from 0, got ${value}.`)
  }
  requirePrice(price)
  const calls = agents * pages * questionsPerPage
  const usage = { promptTokens: calls * promptTokens, generatedTokens: calls * generatedTokens }
  const money = moneyFor(usage, price)
  const atOnce = Math.max(1, Math.min(concurrency, agents))
  return {
    basis: 'assumed',
    agents,
    calls: assumed(calls),
    promptTokens: assumed(usage.promptTokens),
    generatedTokens: assumed(usage.generatedTokens),
    tokens: assumed(usage.promptTokens + usage.generatedTokens),
    money: money === null ? null : assumed(money),
    seconds: secondsPerCall === undefined ? null : assumed((calls * secondsPerCall) / atOnce),
  }
}

const assumed = (value: number): Expected => ({ value, low: null, high: null })
