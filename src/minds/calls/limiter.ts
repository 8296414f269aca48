import type { Clock } from '../../clock.ts'
import type { LanguageModel } from '../../domain/index.ts'
import { inTurn, turns } from './_turns.ts'
import type { CallOrder } from './_waiting-line.ts'
import type { Sleep } from './sleep.ts'

/** How much a model may be asked. */
export interface LimiterOptions {
  /** Calls at once, a whole number from 1; the model's own number unless given, and never more than that. */
  readonly concurrency?: number
  /** Calls begun a minute, above 0; as many as come unless given. */
  readonly callsPerMinute?: number
  /**
   * `arrival` unless given. With `prefix`, a call with the system text of the one that has just ended goes first, at most 16
   * times in a row: weights in this process then read fewer system texts anew.
   */
  readonly order?: CallOrder
  readonly clock: Clock
  readonly sleep: Sleep
}

/**
 * Keeps a model from being asked too much; calls wait and start in order of arrival.
 *
 * A rate per minute is kept as an even pace, one call every 60/n seconds: servers count in shorter windows than they
 * announce, and a burst of a minute's calls trips them. A server that says how long to wait is heeded by every call, not only
 * by the one it was said to. Put retries outside, so that another try queues like a call.
 *
 * @returns a model that answers the same
 * @throws `config/range` where a limit lets nothing through
 * @example withLimiter(model, { callsPerMinute: 60, clock: systemClock, sleep: systemSleep })
 */
export function withLimiter(model: LanguageModel, options: LimiterOptions): LanguageModel {
  const { clock, sleep, order = 'arrival', callsPerMinute = Number.POSITIVE_INFINITY } = options
  const concurrency = Math.min(options.concurrency ?? model.concurrency, model.concurrency)
  const at = turns({ concurrency, callsPerMinute, order, lineOf: () => '', clock, sleep })
  return inTurn(model, at, concurrency)
}
