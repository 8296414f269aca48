import { ModelFailure } from '../../domain/index.ts'

/**
 * Gives work some time, and a signal that ends it.
 *
 * The timer and the listener are gone when the work is: a run of a million calls leaves nothing behind on one signal.
 *
 * @param milliseconds from now
 * @param outer the caller's own signal
 * @returns what the work returns; rejects with a transient ModelFailure `timeout`, or with the outer signal's reason,
 *   even where the work does not heed its signal
 */
export async function withinTime<Value>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  outer?.throwIfAborted()
  const end = new AbortController()
  const stop = () => end.abort(outer?.reason)
  const expire = () =>
    end.abort(new ModelFailure('timeout', `No answer in ${milliseconds / 1000} s.`, { transient: true }))
  const timer = setTimeout(expire, milliseconds)
  outer?.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<Value>((resolve, reject) => {
      end.signal.addEventListener('abort', () => reject(end.signal.reason), { once: true })
      work(end.signal).then(resolve, reject)
    })
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', stop)
  }
}
