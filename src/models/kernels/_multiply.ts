import type { SharedHeap } from './_heap.ts'
import type { Matrix } from './_matrix.ts'
import { part } from './_matrix.ts'
import type { KernelExports } from './_module.ts'
import type { Team } from './_team.ts'

/**
 * Fewer multiplications are not worth waking a thread for: this many take about a tenth of a millisecond. It also keeps
 * products with a 64 x 64 factor on their own memory safe: if one is shared out, the other side is the longer.
 */
export const WORTH_A_THREAD = 2 ** 21
/** Parts are whole tiles: a multiple of 5 rows and of 8 columns. */
const STEP = 40

/** What may differ from C = A·B. */
export interface ProductChoice {
  /** C = -A·B, or with `add` C -= A·B. */
  readonly sign?: 1 | -1
  readonly add?: boolean
  /** C is square and only its lower triangle is wanted; what is above has no meaning afterwards. */
  readonly lower?: boolean
}

/** A product of matrices in the kernels' memory; C's columns are next to each other. */
export type Multiply = (c: Matrix, a: Matrix, b: Matrix, choice?: ProductChoice) => void

/** The product on a team: rows or columns of C are shared out, whichever are more. */
export function multiplyOn(team: Team, kernels: KernelExports, heap: SharedHeap): Multiply {
  const workspaces = Array.from({ length: team.threads }, () => heap.allocate(kernels.workspaceBytes()))
  return (c, a, b, { sign = 1, add = false, lower = false } = {}) => {
    const byRows = lower || c.rows >= c.columns
    const length = byRows ? c.rows : c.columns
    const threads = c.rows * c.columns * a.columns < WORTH_A_THREAD ? 1 : team.threads
    const cuts = lower ? equalAreas(length, threads) : equalLengths(length, threads)
    const parts = cuts.slice(1).map((to, thread) => {
      const from = cuts[thread]!
      const right = lower ? to : c.columns
      const mine = byRows ? part(c, from, to, 0, right) : part(c, 0, c.rows, from, to)
      const left = byRows ? part(a, from, to, 0, a.columns) : a
      const above = byRows ? b : part(b, 0, b.rows, from, to)
      return [
        ...[mine.rows, mine.columns, a.columns],
        ...[left.at, left.row, left.column],
        ...[above.at, above.row, above.column],
        ...[mine.at, mine.row],
        ...[sign, Number(add), Number(lower), from],
        workspaces[thread]!,
      ]
    })
    team.run('multiply', parts)
  }
}

/** Cuts [0, length) into parts of about the same length. */
export function equalLengths(length: number, parts: number): readonly number[] {
  return cutsAt(length, parts, (share) => share * length)
}

/** Cuts the rows of a triangle into parts of about the same area, which grows with the square of the row. */
function equalAreas(length: number, parts: number): readonly number[] {
  return cutsAt(length, parts, (share) => Math.sqrt(share) * length)
}

function cutsAt(length: number, parts: number, place: (share: number) => number): readonly number[] {
  const cutAt = (share: number): number => Math.min(length, Math.round(place(share) / STEP) * STEP)
  return [0, ...Array.from({ length: parts - 1 }, (_, cut) => cutAt((cut + 1) / parts)), length]
}
