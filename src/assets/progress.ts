import type { Clock } from '../clock.ts'

/** How far a pull has come with one file. */
export interface Progress {
  readonly asset: string
  /** The road that is being tried, without secrets. */
  readonly source: string
  readonly phase: 'download' | 'check' | 'unpack'
  readonly file: string
  /** Bytes. */
  readonly done: number
  /** Bytes, when known. */
  readonly total?: number
  /** Mean rate of this phase, not counting what an earlier pull left behind; 0 before anything was measured. */
  readonly bytesPerSecond: number
  readonly secondsLeft?: number
}

/** Reports the bytes done so far. */
export type Report = (done: number) => void

/** Opens the measurement of one phase of one file; `start` bytes were there before. */
export type Meter = (phase: Progress['phase'], file: string, total?: number, start?: number) => Report

/**
 * Makes the meter of one road.
 *
 * @param onProgress where reports go; nothing is measured without it
 */
export function meterFor(
  asset: string,
  source: string,
  clock: Clock,
  onProgress: ((progress: Progress) => void) | undefined,
): Meter {
  if (onProgress === undefined) return () => () => {}
  return (phase, file, total, start = 0) => {
    const opened = clock.elapsed()
    return (done) => {
      const seconds = (clock.elapsed() - opened) / 1000
      const bytesPerSecond = seconds > 0 ? (done - start) / seconds : 0
      onProgress({
        asset,
        source,
        phase,
        file,
        done,
        bytesPerSecond,
        ...(total === undefined ? {} : { total }),
        ...(total === undefined || bytesPerSecond <= 0
          ? {}
          : { secondsLeft: Math.max(0, total - done) / bytesPerSecond }),
      })
    }
  }
}
