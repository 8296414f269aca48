import { RoadFailure } from './_failure.ts'

/** Aborts its signal when one single wait lasts too long, or when the outer signal is aborted. */
export interface Watchdog {
  readonly signal: AbortSignal
  wait<Value>(work: () => Promise<Value>): Promise<Value>
}

/**
 * Watches a transfer that must not hang.
 *
 * @param idle milliseconds that one wait may last; the time between waits does not count, so a slow disk is no hang
 * @returns a signal for the transfer, aborted with a RoadFailure, and `wait` to put around each step
 */
export function watchdog(idle: number, outer: AbortSignal): Watchdog {
  const hung = new AbortController()
  return {
    signal: AbortSignal.any([outer, hung.signal]),
    async wait(work) {
      const timer = setTimeout(() => hung.abort(new RoadFailure(`no byte came for ${idle / 1000} s`)), idle)
      try {
        return await work()
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
