import type { Clock } from '../../clock.ts'
import type { LanguageModel } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { CallOrder } from './_waiting-line.ts'
import { type Budget, withBudget } from './budget.ts'
import { withLimiter } from './limiter.ts'
import { withRetries } from './retries.ts'
import type { SharedLimiter } from './shared-limiter.ts'
import type { Sleep } from './sleep.ts'

/** With what a model is guarded. */
export interface Guards {
  readonly clock: Clock
  readonly sleep: Sleep
  /** Spreads the waits between tries. */
  readonly random: RandomStream
  readonly callsPerMinute?: number | undefined
  /** `arrival` unless given; see `withLimiter`. */
  readonly order?: CallOrder | undefined
  /** Turns that are shared with other models of the same server; a limiter of its own unless given. */
  readonly limiter?: SharedLimiter | undefined
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
  const { clock, sleep, random, callsPerMinute, order, limiter, budget, onRetry } = guards
  const limits = { clock, sleep, ...(callsPerMinute ? { callsPerMinute } : {}), ...(order ? { order } : {}) }
  const limited = limiter ? limiter.wrap(model) : withLimiter(model, limits)
  const tried = withRetries(limited, { random, sleep, ...(onRetry ? { onRetry } : {}) })
  return budget ? withBudget(tried, budget) : tried
}
