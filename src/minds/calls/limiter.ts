import type { Clock } from '../../clock.ts'
import { type LanguageModel, TastemakerError } from '../../domain/index.ts'
import { openGate } from './_gate.ts'
import type { Sleep } from './sleep.ts'

/** How much a model may be asked. */
export interface LimiterOptions {
  /** Calls at once, a whole number from 1; the model's own number unless given, and never more than that. */
  readonly concurrency?: number
  /** Calls begun a minute, above 0; as many as come unless given. */
  readonly callsPerMinute?: number
  readonly clock: Clock
  readonly sleep: Sleep
}

/**
 * Keeps a model from being asked too much; calls wait and start in order of arrival.
 *
 * A rate per minute is kept as an even pace, one call every 60/n seconds: servers count in shorter windows than they
 * announce, and a burst of a minute's calls trips them. Put retries outside, so that another try queues like a call.
 *
 * @returns a model that answers the same
 * @throws `config/range` where a limit lets nothing through
 * @example withLimiter(model, { callsPerMinute: 60, clock: systemClock, sleep: systemSleep })
 */
export function withLimiter(model: LanguageModel, options: LimiterOptions): LanguageModel {
  const { clock, sleep } = options
  const concurrency = Math.min(options.concurrency ?? model.concurrency, model.concurrency)
  const pace = 60_000 / aboveZero(options.callsPerMinute ?? Number.POSITIVE_INFINITY)
  const enter = openGate(concurrency)
  let nextStart = clock.elapsed()

  return {
    name: model.name,
    fingerprint: model.fingerprint,
    concurrency,
    repeatable: model.repeatable,
    answer: (call, signal) =>
      enter(async () => {
        const now = clock.elapsed()
        const start = Math.max(now, nextStart)
        nextStart = start + pace
        if (start > now) await sleep(start - now, signal)
        return model.answer(call, signal)
      }, signal),
    close: () => model.close(),
  }
}

function aboveZero(callsPerMinute: number): number {
  if (callsPerMinute > 0) return callsPerMinute
  throw new TastemakerError('config/range', `callsPerMinute must be above 0, got ${callsPerMinute}.`)
}
