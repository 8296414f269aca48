import type { LanguageModel } from '../../domain/index.ts'
import { inTurn, type Turns, turns } from './_turns.ts'
import type { LimiterOptions } from './limiter.ts'

/** Turns at one server, for all models and agents of a process. */
export interface SharedLimiter extends Pick<Turns, 'inside' | 'waiting' | 'resting'> {
  /** A model that answers the same, in turn with all others that were wrapped. */
  wrap(model: LanguageModel): LanguageModel
}

/** The most sockets that a process opens to a server. */
const MOST = 512

/**
 * Keeps one server from being asked too much by all the models and agents of a process together.
 *
 * Calls that wait are begun agent by agent in rounds (`by.agent`), so that one that asks much does not starve the others. When
 * the server says how long to wait, everybody waits. Make one for each server, and wrap every model behind that server in it,
 * inside its retries.
 *
 * @param options.concurrency calls at once of all models together, at most 512; 512 unless given
 * @returns what models are wrapped in; a wrapped model keeps its own concurrency as the number it states
 * @throws `config/range` where a limit lets nothing through; for more than 512 calls at once
 * @example const limiter = sharedLimiter({ concurrency: 64, clock: systemClock, sleep: systemSleep }); limiter.wrap(model)
 */
export function sharedLimiter(options: LimiterOptions): SharedLimiter {
  const { clock, sleep, order = 'arrival', concurrency = MOST, callsPerMinute = Number.POSITIVE_INFINITY } = options
  const shared = turns({ concurrency, most: MOST, callsPerMinute, order, lineOf: ({ by }) => by.agent, clock, sleep })
  return {
    get inside() {
      return shared.inside
    },
    get waiting() {
      return shared.waiting
    },
    get resting() {
      return shared.resting
    },
    wrap: (model) => inTurn(model, shared, Math.min(model.concurrency, concurrency)),
  }
}
