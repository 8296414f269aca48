import { setTimeout as wait } from 'node:timers/promises'

/** Waits some milliseconds; rejects with the signal's reason as soon as it is aborted. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>

/** Waits on this machine's own timer, as `systemClock` reads its clock. @example await systemSleep(1_000) */
export const systemSleep: Sleep = async (milliseconds, signal) => {
  try {
    await wait(milliseconds, undefined, { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}
