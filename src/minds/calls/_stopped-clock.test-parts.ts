import type { Clock } from '../../clock.ts'
import type { Sleep } from './sleep.ts'

/** A clock that only moves when told to, and then wakes who slept long enough: for tests. */
export function stoppedClock(): {
  readonly clock: Clock
  readonly sleep: Sleep
  advance(milliseconds: number): Promise<void>
} {
  let now = 0
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()
  const sleep: Sleep = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const sleeper = { at: now + milliseconds, wake: resolve }
      sleepers.add(sleeper)
      signal?.addEventListener('abort', () => {
        sleepers.delete(sleeper)
        reject(signal.reason)
      })
    })
  const advance = async (milliseconds: number) => {
    now += milliseconds
    for (const sleeper of sleepers) {
      if (sleeper.at > now) continue
      sleepers.delete(sleeper)
      sleeper.wake()
    }
    await settled()
  }
  return { clock: { now: () => now, elapsed: () => now }, sleep, advance }
}

/** Lets everything that is ready go on. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
