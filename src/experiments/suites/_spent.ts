import type { Price } from '../../minds/index.ts'

/** What one task or trial took. */
export interface Spent {
  readonly calls: number
  readonly promptTokens: number
  readonly generatedTokens: number
  readonly milliseconds: number
}

/** What a row took, a task or a trial. */
export interface SuiteCost {
  /** Model calls, a mean. */
  readonly calls: number
  /** Prompt and generated tokens together, a mean. */
  readonly tokens: number
  /** The middle one. */
  readonly secondsP50: number
  /** Of all together; null without a price. */
  readonly money: number | null
}

/** Sums up; null for nothing. */
export function costOf(spent: readonly Spent[], price?: Price): SuiteCost | null {
  if (spent.length === 0) return null
  const sum = (of: (one: Spent) => number): number => spent.reduce((total, one) => total + of(one), 0)
  const [prompt, generated] = [sum((one) => one.promptTokens), sum((one) => one.generatedTokens)]
  const times = spent.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other)
  const half = times.length >> 1
  const middle = times.length % 2 === 1 ? times[half]! : (times[half - 1]! + times[half]!) / 2
  return {
    calls: sum((one) => one.calls) / spent.length,
    tokens: (prompt + generated) / spent.length,
    secondsP50: middle / 1000,
    money: price ? (prompt * price.perMillionPrompt + generated * price.perMillionGenerated) / 1e6 : null,
  }
}
