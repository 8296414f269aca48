import { checkGemm, checkK, checkMask, checkRows, checkSquare, checkTable } from './_check.ts'
import type { CholeskySteps } from './_cholesky.ts'
import { choleskySteps, leafBytes } from './_cholesky.ts'
import type { SharedHeap } from './_heap.ts'
import { rowMajor, transposed } from './_matrix.ts'
import type { KernelExports } from './_module.ts'
import { equalLengths, multiplyOn, WORTH_A_THREAD } from './_multiply.ts'
import type { Scratch } from './_scratch.ts'
import type { Team } from './_team.ts'
import type { Arithmetic, Ranked } from './contract.ts'

/** Stands for "no mask". */
const NONE = 0

/** The part of the contract that is products, triangles and scores. */
type Dense = Pick<Arithmetic, 'gemm' | 'gram' | 'cholesky' | 'symmetricInverse' | 'dotTopK' | 'topK'>

/** Dense arithmetic on a team: takes arrays to the kernels' memory and results back. */
export function arithmeticOn(team: Team, kernels: KernelExports, heap: SharedHeap, scratch: Scratch): Dense {
  const multiply = multiplyOn(team, kernels, heap)

  function onMatrix(
    matrix: Float32Array,
    n: number,
    compute: (at: number, steps: CholeskySteps) => void,
  ): Float32Array {
    checkSquare(matrix, n)
    return scratch.during(() => {
      const at = scratch.addressOf(matrix)
      const leaves = scratch.take(leafBytes(kernels, n))
      const valueAt = (place: number): number => heap.floats(place, 1)[0]!
      if (n > 0) compute(at, choleskySteps(kernels, multiply, rowMajor(at, n, n), leaves, valueAt))
      return scratch.bring(matrix, at)
    })
  }

  /** Where one thread leaves its best k. */
  const listOf = (k: number): { readonly scores: number; readonly rows: number } => ({
    scores: scratch.take(k * Float32Array.BYTES_PER_ELEMENT),
    rows: scratch.take(k * Int32Array.BYTES_PER_ELEMENT),
  })

  const take = (found: number, list: { readonly scores: number; readonly rows: number }): Ranked => ({
    indices: scratch.bring(new Int32Array(found), list.rows),
    scores: scratch.bring(new Float32Array(found), list.scores),
  })

  /** The best k of lists that follow each other in row order: of equal scores the earlier place is the lower row. */
  function bestOf(lists: readonly Ranked[], k: number): Ranked {
    if (lists.length === 1) return lists[0]!
    const rows = lists.flatMap(({ indices }) => [...indices])
    const scores = Float32Array.from(lists.flatMap((list) => [...list.scores]))
    const list = listOf(k)
    const found = kernels.topK(scratch.addressOf(scores), 0, scores.length, NONE, k, list.scores, list.rows)
    const best = take(found, list)
    return { indices: best.indices.map((place) => rows[place]!), scores: best.scores }
  }

  return {
    gemm(a, b, shape, choice = {}) {
      checkGemm(a, b, shape, choice)
      const { m, k, n } = shape
      const c = choice.into ?? new Float32Array(m * n)
      return scratch.during(() => {
        const left = rowMajor(scratch.addressOf(a), m, k)
        const at = scratch.addressOf(b)
        const right = choice.transposeB ? transposed(rowMajor(at, n, k)) : rowMajor(at, k, n)
        const target = scratch.targetOf(c)
        multiply(rowMajor(target, m, n), left, right)
        return scratch.bring(c, target)
      })
    },

    gram(rows, d) {
      const count = checkTable(rows, d)
      const c = new Float32Array(d * d)
      return scratch.during(() => {
        const f = rowMajor(scratch.addressOf(rows), count, d)
        const target = scratch.targetOf(c)
        multiply(rowMajor(target, d, d), transposed(f), f)
        return scratch.bring(c, target)
      })
    },

    cholesky: (matrix, n) =>
      onMatrix(matrix, n, (at, steps) => {
        steps.factor()
        kernels.clearUpper(at, n)
      }),

    symmetricInverse: (matrix, n) =>
      onMatrix(matrix, n, (at, steps) => {
        steps.factor()
        steps.invert()
        steps.square()
        kernels.mirrorLower(at, n)
      }),

    dotTopK(query, rows, d, k, mask) {
      checkK(k)
      const count = checkRows(query, rows, d, mask)
      const most = Math.min(k, count)
      return scratch.during(() => {
        const operands = [scratch.addressOf(query), scratch.addressOf(rows), d]
        const masked = mask ? scratch.addressOf(mask) : NONE
        const cuts = equalLengths(count, rows.length < WORTH_A_THREAD ? 1 : team.threads)
        const parts = cuts.slice(1).map((to, thread) => ({ from: cuts[thread]!, to, list: listOf(most) }))
        const found = team.run(
          'dotTopK',
          parts.map(({ from, to, list }) => [...operands, from, to, masked, most, list.scores, list.rows]),
        )
        return bestOf(
          parts.map(({ list }, thread) => take(found[thread]!, list)),
          most,
        )
      })
    },

    topK(scores, k, mask) {
      checkK(k)
      checkMask(mask, scores.length)
      const most = Math.min(k, scores.length)
      return scratch.during(() => {
        const list = listOf(most)
        const masked = mask ? scratch.addressOf(mask) : NONE
        const at = scratch.addressOf(scores)
        return take(kernels.topK(at, 0, scores.length, masked, most, list.scores, list.rows), list)
      })
    },
  }
}
