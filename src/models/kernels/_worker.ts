/* The entry of a worker thread: waits for errands on the shared memory until it is told to leave. */

import { workerData } from 'node:worker_threads'
import type { WorkerBirth } from './_errand.ts'
import { ERRANDS, PLACES, STATES } from './_errand.ts'
import { instantiateKernels } from './_module.ts'

const { module, memory, block } = workerData as WorkerBirth
const errand = new Int32Array(memory.buffer, block, PLACES.END)
const become = (state: number): void => {
  Atomics.store(errand, PLACES.STATE, state)
  Atomics.notify(errand, PLACES.STATE)
}

try {
  const kernels = instantiateKernels(module, memory)
  become(STATES.IDLE)
  while (true) {
    Atomics.wait(errand, PLACES.STATE, STATES.IDLE)
    if (Atomics.load(errand, PLACES.STATE) === STATES.LEAVE) break
    const values = errand.subarray(PLACES.ARGUMENTS, PLACES.ARGUMENTS + errand[PLACES.COUNT]!)
    errand[PLACES.RESULT] = kernels[ERRANDS[errand[PLACES.KERNEL]!]!](...values) ?? 0
    become(STATES.IDLE)
  }
  become(STATES.ABSENT)
} catch (failure) {
  become(STATES.FAILED)
  throw failure
}
