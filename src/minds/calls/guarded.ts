import type { Clock } from '../../clock.ts'
import type { LanguageModel } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { type Budget, withBudget } from './budget.ts'
import { withLimiter } from './limiter.ts'
import { withRetries } from './retries.ts'
import type { Sleep } from './sleep.ts'

/** With what a model is guarded. */
export interface Guards {
  readonly clock: Clock
  readonly sleep: Sleep
  /** Spreads the waits between tries. */
  readonly random: RandomStream
  readonly callsPerMinute?: number | undefined
  readonly budget?: Budget | undefined
  readonly onRetry?: () => void
}

/**
 * A model as everybody should ask it: limiter, retries and budget around it, in this order. Wrap the journal around the
 * whole, so that a known answer costs nothing.
 *
 * @throws TastemakerError for a budget in money without a price
 * @example journal.wrap(guarded(model, { clock: systemClock, sleep: systemSleep, random }))
 */
export function guarded(model: LanguageModel, guards: Guards): LanguageModel {
  const { clock, sleep, random, callsPerMinute, budget, onRetry } = guards
  const limited = withLimiter(model, { clock, sleep, ...(callsPerMinute ? { callsPerMinute } : {}) })
  const tried = withRetries(limited, { random, sleep, ...(onRetry ? { onRetry } : {}) })
  return budget ? withBudget(tried, budget) : tried
}
