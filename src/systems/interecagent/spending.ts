import type { ModelUsage, ReplyCost } from '../../domain/index.ts'

/** Adds up what single questions to a model used. */
export interface Spending {
  readonly onUsage: (usage: ModelUsage) => void
  readonly so: () => Omit<ReplyCost, 'milliseconds'>
}

/** Opens an account of calls. @example const spent = spending(); mind.mind('agent', undefined, spent.onUsage) */
export function spending(): Spending {
  const sum = { calls: 0, promptTokens: 0, generatedTokens: 0 }
  return {
    onUsage({ promptTokens, generatedTokens }) {
      sum.calls++
      sum.promptTokens += promptTokens
      sum.generatedTokens += generatedTokens
    },
    so: () => ({ ...sum }),
  }
}
