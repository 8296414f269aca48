import { checkK, checkQueries } from './_check.ts'
import type { KernelExports } from './_module.ts'
import { WORTH_A_THREAD } from './_multiply.ts'
import type { Residents } from './_residents.ts'
import type { Scratch } from './_scratch.ts'
import type { Team } from './_team.ts'
import type { Arithmetic, Barred, Ranked, RowTable } from './contract.ts'

/** Stands for "no mask" and "no rows of its own". */
const NONE = 0
/** Queries whose lists lie in the kernels' memory at a time. */
const SLAB = 8192

/** The part of the contract that asks tables. */
type Search = Pick<Arithmetic, 'products' | 'best' | 'bestOfMany'>

/** The search of tables on a team: queries are shared out, one by one. */
export function searchOn(team: Team, kernels: KernelExports, scratch: Scratch, residents: Residents): Search {
  /** Lists for queries [from, to) of m. */
  function slab(table: RowTable, queries: Float32Array, k: number, { mask, own }: Barred, from: number): Ranked {
    const { d } = table
    const count = table.rows.length / d
    const m = queries.length / d
    const { rows, start, sketch } = residents.of(table)
    return scratch.during(() => {
      const scores = scratch.take(m * k * Float32Array.BYTES_PER_ELEMENT)
      const found = scratch.take(m * k * Int32Array.BYTES_PER_ELEMENT)
      const given = [scratch.addressOf(queries), m, rows, count, d, start, sketch]
      const masked = mask ? scratch.addressOf(mask) : NONE
      const offsets = own ? scratch.addressOf(own.offsets.slice(from, from + m + 1)) : NONE
      const columns = own ? scratch.addressOf(own.columns) : NONE
      const counter = scratch.addressOf(Int32Array.of(0))
      const threads = m === 1 || m * table.rows.length < WORTH_A_THREAD ? 1 : team.threads
      team.run(
        'bestOfMany',
        Array.from({ length: threads }, () => [
          ...given,
          ...[masked, offsets, columns, k, scores, found, counter, scratch.take(d + 3)],
        ]),
      )
      return {
        indices: scratch.bring(new Int32Array(m * k), found),
        scores: scratch.bring(new Float32Array(m * k), scores),
      }
    })
  }

  return {
    products(table, query, into = new Float32Array(table.rows.length / table.d)) {
      const { count } = checkQueries(table, query, {})
      const { rows, start } = residents.of(table)
      return scratch.during(() => {
        const target = scratch.targetOf(into)
        kernels.products(scratch.addressOf(query), rows, table.d, count, start, target)
        return scratch.bring(into, target)
      })
    },

    best(table, query, k, mask) {
      checkK(k)
      const { count } = checkQueries(table, query, { mask })
      if (count === 0) return { indices: new Int32Array(0), scores: new Float32Array(0) }
      const { indices, scores } = slab(table, query, Math.min(k, count), { mask }, 0)
      const missing = indices.indexOf(-1)
      return missing < 0
        ? { indices, scores }
        : { indices: indices.slice(0, missing), scores: scores.slice(0, missing) }
    },

    bestOfMany(table, queries, k, barred = {}) {
      checkK(k)
      const { m } = checkQueries(table, queries, barred)
      const indices = new Int32Array(m * k).fill(-1)
      const scores = new Float32Array(m * k).fill(Number.NaN)
      for (let from = 0; from < m; from += SLAB) {
        const part = slab(table, queries.subarray(from * table.d, (from + SLAB) * table.d), k, barred, from)
        indices.set(part.indices, from * k)
        scores.set(part.scores, from * k)
      }
      return { indices, scores }
    },
  }
}
