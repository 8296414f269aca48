import { type RandomStream, randomStream } from '../random.ts'

/** How long a server takes: always as long, or drawn for each call. */
export type Latency = number | LatencyDistribution

/** Latencies with a long right tail: log-normal, so that the median is exact and some calls take much longer. */
export interface LatencyDistribution {
  /** Milliseconds that half of the calls take at most. */
  readonly median: number
  /** Standard deviation of the logarithm: 0 for none, 0.5 for a tail in which one call in a hundred takes 3.2 times the median. */
  readonly spread: number
  /** Names the draws. */
  readonly seed: number
}

/**
 * Draws the latency of a call.
 *
 * @param call what names the call; equal names get equal latencies, in whatever order they come
 * @returns milliseconds
 * @example latencyOf({ median: 500, spread: 0.5, seed: 1 }, 'a3f1… 0')
 */
export function latencyOf(latency: Latency, call: string): number {
  if (typeof latency === 'number') return latency
  const random: RandomStream = randomStream(latency.seed, 'latency', call)
  return latency.median * Math.exp(latency.spread * random.normal())
}
