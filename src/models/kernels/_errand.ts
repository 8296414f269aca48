/*
 * How a thread asks another to run a kernel: a few integers in the shared memory, for each worker.
 *
 * The caller writes the errand while the state is IDLE, sets GO and wakes the worker; the worker runs it, writes the
 * result, sets IDLE and wakes the caller. Only the state is waited on: the caller alone writes it while it is IDLE, the
 * worker alone while it is not.
 */

import type { CompiledModule, SharedMemory } from '../../web-assembly.ts'

/** What a worker is at. */
export const STATES = { ABSENT: 0, IDLE: 1, GO: 2, LEAVE: 3, FAILED: 4 } as const

/** Where things lie, in integers from the start of a worker's block, and how many there are. */
export const PLACES = { STATE: 0, RESULT: 1, KERNEL: 2, COUNT: 3, ARGUMENTS: 4, END: 32 } as const

/** The kernels that run on workers, by number. */
export const ERRANDS = ['multiply', 'dotTopK', 'bestOfMany', 'solveRows'] as const

/** What a worker is born with. */
export interface WorkerBirth {
  readonly module: CompiledModule
  readonly memory: SharedMemory
  /** Address of its block, in bytes. */
  readonly block: number
}
