import { TastemakerError } from '../../domain/errors.ts'
import type { CompiledModule } from '../../web-assembly.ts'
import { arithmeticOn } from './_arithmetic.ts'
import { SharedHeap } from './_heap.ts'
import type { KernelExports } from './_module.ts'
import { compileKernels, instantiateKernels } from './_module.ts'
import { Residents } from './_residents.ts'
import { Scratch } from './_scratch.ts'
import { searchOn } from './_search.ts'
import { solverOn } from './_solve-rows.ts'
import { Team } from './_team.ts'
import type { Kernels } from './contract.ts'

export type {
  Arithmetic,
  Barred,
  GemmChoice,
  GemmShape,
  Kernels,
  Ranked,
  RowSystems,
  RowTable,
  SparseRows,
} from './contract.ts'
export { reference } from './reference.ts'

const MOST_THREADS = 64

/** What all kernels of one JavaScript thread have in common. */
interface Engine {
  readonly module: CompiledModule
  readonly exports: KernelExports
  readonly heap: SharedHeap
  readonly scratch: Scratch
  readonly residents: Residents
}

let engine: Engine | undefined
const made = new Map<number, Kernels>()

/**
 * The fast kernels, one set for each number of threads; asking again gives the same set.
 *
 * The first call reads and compiles them. Worker threads start with the first work that is large enough to share.
 *
 * @param choice.threads threads that share large work, the calling one included, 1 to 64; 1 when left out
 * @throws TastemakerError `model/state` if the kernels have not been built, `config/range` for another number of threads
 * @example const inverse = kernels({ threads: 2 }).symmetricInverse(gram, items)
 */
export function kernels({ threads = 1 }: { readonly threads?: number } = {}): Kernels {
  const found = made.get(threads)
  if (found) return found
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new TastemakerError(
      'config/range',
      `Threads must be a whole number from 1 to ${MOST_THREADS}, got ${threads}.`,
      'Leave it out for 1.',
    )
  }
  engine ??= startEngine()
  const set = kernelsOn(engine, threads)
  made.set(threads, set)
  return set
}

function startEngine(): Engine {
  const module = compileKernels()
  const heap = new SharedHeap()
  const exports = instantiateKernels(module, heap.memory)
  return { module, heap, exports, scratch: new Scratch(heap), residents: new Residents(exports, heap) }
}

function kernelsOn({ module, exports, heap, scratch, residents }: Engine, threads: number): Kernels {
  const team = new Team(threads, module, exports, heap)
  return {
    threads,
    ...arithmeticOn(team, exports, heap, scratch),
    ...solverOn(team, exports, heap, scratch),
    ...searchOn(team, exports, scratch, residents),
    share: (array) => heap.copyOf(array),
    release(array) {
      if (heap.holds(array) && heap.free(array.byteOffset)) return
      throw new TastemakerError(
        'model/state',
        'This array does not come from share(), or was released before.',
        'Release each shared array once.',
      )
    },
    close: () => team.close(),
  }
}
