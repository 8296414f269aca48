import { Worker } from 'node:worker_threads'
import { TastemakerError } from '../../domain/errors.ts'
import type { CompiledModule } from '../../web-assembly.ts'
import type { WorkerBirth } from './_errand.ts'
import { ERRANDS, PLACES, STATES } from './_errand.ts'
import type { SharedHeap } from './_heap.ts'
import type { KernelExports } from './_module.ts'

/** A worker that is not there after this long will not come. */
const PATIENCE_MS = 30_000

/**
 * The calling thread and its workers, which run the same kernel on their own parts of one task.
 *
 * Workers start with the first task that has parts for them, and never keep the process alive. The calling thread does
 * the first part itself and then blocks until all are done, so a team has one task at a time.
 */
export class Team {
  readonly threads: number
  readonly #module: CompiledModule
  readonly #kernels: KernelExports
  readonly #heap: SharedHeap
  #workers: Int32Array[] = []

  constructor(threads: number, module: CompiledModule, kernels: KernelExports, heap: SharedHeap) {
    this.threads = threads
    this.#module = module
    this.#kernels = kernels
    this.#heap = heap
  }

  /**
   * Runs a kernel once for each list of arguments, at most `threads` lists.
   *
   * @returns what the kernel returned, in the order of the lists; 0 from one that returns nothing
   */
  run(kernel: (typeof ERRANDS)[number], parts: readonly (readonly number[])[]): readonly number[] {
    if (parts.length > 1) this.#start()
    const sent = parts.slice(1).map((values, index) => {
      const worker = this.#workers[index]!
      worker[PLACES.KERNEL] = ERRANDS.indexOf(kernel)
      worker[PLACES.COUNT] = values.length
      worker.set(values, PLACES.ARGUMENTS)
      become(worker, STATES.GO)
      return worker
    })
    const own = this.#kernels[kernel](...parts[0]!) ?? 0
    return [own, ...sent.map((worker) => resultOf(worker))]
  }

  /** Sends the workers away and waits until they are gone; the next task for several threads starts new ones. */
  close(): void {
    for (const worker of this.#workers) {
      become(worker, STATES.LEAVE)
      waitWhile(worker, STATES.LEAVE, PATIENCE_MS)
      this.#heap.free(worker.byteOffset)
    }
    this.#workers = []
  }

  #start(): void {
    if (this.#workers.length > 0) return
    const workers = Array.from({ length: this.threads - 1 }, () => {
      const block = this.#heap.allocate(PLACES.END * Int32Array.BYTES_PER_ELEMENT)
      const worker = new Int32Array(this.#heap.memory.buffer, block, PLACES.END).fill(0)
      const birth: WorkerBirth = { module: this.#module, memory: this.#heap.memory, block }
      // Without the process's own flags: some, such as --input-type, would keep the entry from loading.
      new Worker(workerEntry(), { workerData: birth, execArgv: [] }).unref()
      return worker
    })
    for (const worker of workers) waitWhile(worker, STATES.ABSENT, PATIENCE_MS)
    this.#workers = workers
  }
}

/** The worker's file beside this one, with this one's ending: sources run as they are, compiled code as compiled. */
function workerEntry(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './_worker.ts' : './_worker.js', import.meta.url)
}

function become(worker: Int32Array, state: number): void {
  Atomics.store(worker, PLACES.STATE, state)
  Atomics.notify(worker, PLACES.STATE)
}

function waitWhile(worker: Int32Array, state: number, patience?: number): void {
  const answer = Atomics.wait(worker, PLACES.STATE, state, patience)
  if (answer !== 'timed-out' && Atomics.load(worker, PLACES.STATE) !== STATES.FAILED) return
  throw new TastemakerError(
    'model/state',
    answer === 'timed-out'
      ? 'A worker thread of the kernels does not answer.'
      : 'A worker thread of the kernels failed.',
    'Try kernels({ threads: 1 }).',
  )
}

function resultOf(worker: Int32Array): number {
  waitWhile(worker, STATES.GO)
  return worker[PLACES.RESULT]!
}
