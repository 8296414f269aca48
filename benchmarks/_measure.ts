import { cpus, loadavg } from 'node:os'
import { systemClock } from '../src/clock.ts'
import type { Dataset } from '../src/index.ts'
import { loadDataset } from '../src/index.ts'

/** One measured question: what was asked, what was hoped for, what was seen. */
export interface Measured {
  readonly what: string
  readonly target: string
  readonly seen: string
  readonly met: boolean
}

/** Seconds of each of several runs, after one that does not count. */
export async function seconds(runs: number, work: () => unknown): Promise<number[]> {
  const all: number[] = []
  for (let run = 0; run <= runs; run++) {
    const started = systemClock.elapsed()
    await work()
    if (run > 0) all.push((systemClock.elapsed() - started) / 1000)
  }
  return all.sort((a, b) => a - b)
}

/** The middle one. */
export const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)]!

/** Median and range, such as `0.26 s (0.25 to 0.31)`. */
export const spread = (sorted: readonly number[], digits = 2): string =>
  `${median(sorted).toFixed(digits)} s (${sorted[0]!.toFixed(digits)} to ${sorted.at(-1)!.toFixed(digits)})`

/** MovieLens 100K where it was pulled, else the generated population of like size; the table says which. */
export async function ratings(): Promise<Dataset> {
  try {
    return await loadDataset('ml-100k')
  } catch {
    return loadDataset('generated:users=943,items=1682')
  }
}

/** Machine, cores, load, version and date: without them a number means nothing. */
export function circumstances(data: string): string {
  const day = new Date(systemClock.now()).toISOString().slice(0, 10)
  const [load] = loadavg()
  const busy = load! > cpus().length ? ' (busy: numbers are pessimistic)' : ''
  return `${data}; ${cpus()[0]?.model.trim()}, ${cpus().length} cores, load ${load!.toFixed(1)}${busy}; Node ${process.versions.node}; ${day}`
}
