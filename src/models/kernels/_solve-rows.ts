import { checkSystems, singularRow } from './_check.ts'
import type { SharedHeap } from './_heap.ts'
import type { KernelExports } from './_module.ts'
import { WORTH_A_THREAD } from './_multiply.ts'
import type { Scratch } from './_scratch.ts'
import type { Team } from './_team.ts'
import type { Arithmetic } from './contract.ts'

/** Parts for each thread: enough that nobody waits long for the one who drew the last. */
const PARTS = 16

/** Ridge regressions on a team: the vectors are cut into parts of about the same work, of which each thread takes the next. */
export function solverOn(
  team: Team,
  kernels: KernelExports,
  heap: SharedHeap,
  scratch: Scratch,
): Pick<Arithmetic, 'solveRows'> {
  return {
    solveRows(vectors, systems) {
      checkSystems(vectors, systems)
      const { d, other, observed, gram, population, unobserved, regularisation, steps } = systems
      const { offsets, columns } = observed
      const { work, longest } = weigh(offsets, d)
      const threads = work * d < WORTH_A_THREAD ? 1 : team.threads
      const cuts = cutsOf(offsets, d, threads === 1 ? 1 : threads * PARTS, work)
      return scratch.during(() => {
        const system = scratch.take(kernels.systemBytes(d))
        heap.floats(system, 2).set([regularisation, regularisation * unobserved * population])
        kernels.layGram(scratch.addressOf(gram.map((value) => value * unobserved)), d, system)
        const target = scratch.addressOf(vectors)
        const given = [
          ...[target, scratch.addressOf(other), scratch.addressOf(offsets), scratch.addressOf(columns)],
          ...[scratch.addressOf(cuts), cuts.length - 1, scratch.addressOf(Int32Array.of(0))],
          ...[d, longest, system, steps],
        ]
        const parts = Array.from({ length: threads }, () => [...given, scratch.take(kernels.solveBytes(d, longest))])
        const failed = Math.max(...team.run('solveRows', parts))
        if (failed >= 0) throw singularRow(failed)
        return scratch.bring(vectors, target)
      })
    },
  }
}

/** Work beside the rows that a vector goes with, in such rows: the product with the gram is half a pass over d of them. */
const aside = (d: number): number => 8 + d / 2

function weigh(offsets: Int32Array, d: number): { readonly work: number; readonly longest: number } {
  let longest = 0
  for (let row = 0; row + 1 < offsets.length; row++) longest = Math.max(longest, offsets[row + 1]! - offsets[row]!)
  return { longest, work: offsets.at(-1)! - offsets[0]! + (offsets.length - 1) * aside(d) }
}

/** Cuts the vectors into at most so many parts of about the same work. */
function cutsOf(offsets: Int32Array, d: number, parts: number, work: number): Int32Array {
  const cuts = [0]
  for (let row = 1; row + 1 < offsets.length; row++) {
    const done = offsets[row]! - offsets[0]! + row * aside(d)
    if (done >= (work * cuts.length) / parts) cuts.push(row)
  }
  return Int32Array.from([...cuts, offsets.length - 1])
}
