import {
  type AnswerPart,
  type LanguageModel,
  type ModelCall,
  ModelFailure,
  TastemakerError,
} from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { Sleep } from './sleep.ts'

/** How often, and how long, to try again. */
export interface RetryOptions {
  /** Tries of one call in all, a whole number from 1; 3 unless given. Tries that the server put off do not count. */
  readonly attempts?: number
  /** Milliseconds that the waits of one call may add up to; 300,000 unless given. */
  readonly patience?: number
  /** Spreads the waits; split by call, so equal runs wait alike. */
  readonly random: RandomStream
  readonly sleep: Sleep
  /** Told before each wait, in milliseconds. */
  readonly onRetry?: (call: ModelCall, failure: ModelFailure, wait: number) => void
}

/**
 * Asks again where a call failed and another try may help.
 *
 * The wait doubles from 1 s to 16 s and is shortened by up to half at random, so that calls that failed together do not
 * come back together ("equal jitter": Brooker 2015, Exponential backoff and jitter); it is never shorter than the
 * server asked. A server that names its wait is scheduling, not failing: such tries are bounded by the patience alone.
 * A stream is tried again only before its first words, since words that were handed out can not be taken back.
 *
 * @returns a model that answers the same; it rejects with the last failure once attempts or patience are used up, at
 *   once with a failure that is not transient, and with the signal's reason as soon as that is aborted
 * @throws `config/range` for less than one attempt
 * @example withRetries(withLimiter(model, limits), { random: random.split('retries'), sleep: systemSleep })
 */
export function withRetries(model: LanguageModel, options: RetryOptions): LanguageModel {
  const { attempts = 3, patience = 300_000, random, sleep, onRetry } = options
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new TastemakerError('config/range', `attempts must be a whole number from 1, got ${attempts}.`)
  }

  /** Waits after a failure, or throws it where another try may not or must not be. */
  function patiently(call: ModelCall, signal: AbortSignal | undefined) {
    const chance = random.split(call.by.agent, call.by.step, call.seed)
    let waited = 0
    let unexplained = 0
    let retry = 0
    return async (failure: unknown): Promise<void> => {
      signal?.throwIfAborted()
      if (!(failure instanceof ModelFailure) || !failure.transient) throw failure
      if (failure.retryAfter === null) unexplained++
      const wait = Math.max(failure.retryAfter ?? 0, backOff(retry++, chance))
      if (unexplained >= attempts || waited + wait > patience) throw failure
      onRetry?.(call, failure, wait)
      await sleep(wait, signal)
      waited += wait
    }
  }

  async function answer(call: ModelCall, signal?: AbortSignal) {
    let again: ReturnType<typeof patiently> | null = null
    for (;;) {
      try {
        return await model.answer(call, signal)
      } catch (failure) {
        again ??= patiently(call, signal)
        await again(failure)
      }
    }
  }

  async function* stream(call: ModelCall, signal?: AbortSignal): AsyncGenerator<AnswerPart> {
    const again = patiently(call, signal)
    for (;;) {
      let begun = false
      try {
        for await (const part of model.stream!(call, signal)) {
          begun = true
          yield part
        }
        return
      } catch (failure) {
        if (begun) throw failure
        await again(failure)
      }
    }
  }

  return {
    name: model.name,
    fingerprint: model.fingerprint,
    concurrency: model.concurrency,
    repeatable: model.repeatable,
    answer,
    ...(model.stream && { stream }),
    close: () => model.close(),
  }
}

/** Milliseconds before a retry, counted from 0. */
function backOff(retry: number, chance: RandomStream): number {
  const most = Math.min(1_000 * 2 ** retry, 16_000)
  return Math.round(most * (1 - chance.next() / 2))
}
