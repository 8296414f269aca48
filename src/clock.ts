/** Reads time. The wall clock stamps manifests only; `elapsed` measures durations. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Milliseconds on a clock that never jumps, from an arbitrary start. */
  elapsed(): number
}

/** The machine's own clock: the one place where it is read. @example const started = systemClock.elapsed() */
export const systemClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() }
