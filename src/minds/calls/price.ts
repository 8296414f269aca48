import type { ModelUsage } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'

/** What a model's owner asks for a million tokens, in any one currency. */
export interface Price {
  readonly perMillionPrompt: number
  readonly perMillionGenerated: number
}

/** One price, or the price of each model by its name. */
export type Prices = Price | ((model: string) => Price | undefined)

/**
 * What tokens cost.
 *
 * @returns in the currency of the price; null without a price, because nobody knows
 * @example moneyFor({ promptTokens: 2_000_000, generatedTokens: 0 }, { perMillionPrompt: 0.5, perMillionGenerated: 2 }) // 1
 */
export function moneyFor(usage: ModelUsage, price: Price | undefined): number | null {
  if (!price) return null
  return (usage.promptTokens * price.perMillionPrompt + usage.generatedTokens * price.perMillionGenerated) / 1_000_000
}

/**
 * Refuses a price that is no price.
 *
 * @throws {TastemakerError} `config/range` for a negative or missing number
 * @example requirePrice({ perMillionPrompt: 0.15, perMillionGenerated: 0.6 })
 */
export function requirePrice(price: Prices | undefined): void {
  if (!price || typeof price === 'function') return
  for (const [name, value] of Object.entries(price)) {
    if (Number.isFinite(value) && value >= 0) continue
    throw new TastemakerError(
      'config/range',
      `A price for a million tokens must be a number from 0, got ${name} ${value}.`,
      'Look it up in the price list of the model: so much for a million prompt tokens, so much for generated ones.',
    )
  }
}
