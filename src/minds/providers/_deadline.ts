import { ModelFailure } from '../../domain/index.ts'

/** Some time for work, and a signal that ends it. */
export interface Deadline {
  /** Fires when the time is over, with a transient ModelFailure `timeout`; when the caller's signal fires, with its reason. */
  readonly signal: AbortSignal
  /** What the work comes to; rejects with the signal's reason once that fires, even where the work does not heed it. */
  within<Value>(work: Promise<Value>): Promise<Value>
  /** Ends it: the timer and the listener are gone, and what is still under way is told so. */
  stop(): void
}

/**
 * Gives work some time.
 *
 * A run of a million calls leaves nothing behind on one signal, as long as each deadline is stopped.
 *
 * @param milliseconds from now
 * @param outer the caller's own signal
 * @throws the outer signal's reason where that has fired
 * @example const time = deadline(60_000, signal); try { await time.within(work(time.signal)) } finally { time.stop() }
 */
export function deadline(milliseconds: number, outer: AbortSignal | undefined): Deadline {
  outer?.throwIfAborted()
  const end = new AbortController()
  const obey = () => end.abort(outer?.reason)
  const expire = () =>
    end.abort(new ModelFailure('timeout', `No answer in ${milliseconds / 1000} s.`, { transient: true }))
  const timer = setTimeout(expire, milliseconds)
  outer?.addEventListener('abort', obey, { once: true })
  return {
    signal: end.signal,
    within: (work) =>
      new Promise((resolve, reject) => {
        end.signal.addEventListener('abort', () => reject(end.signal.reason), { once: true })
        work.then(resolve, reject)
      }),
    stop() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', obey)
      end.abort(OVER)
    },
  }
}

/** Nobody sees it: whoever waited has gone. Made once, since an error is dear to make. */
const OVER = new Error('The work is over.')
