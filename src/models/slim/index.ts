/*
 * SLIM: a sparse linear model from items to items.
 *
 * Each column of W explains who touched one item by what else they touched: it minimises
 * 1/2 |x_j - X w_j|^2 + l2/2 |w_j|^2 + l1 |w_j|_1 with w_jj = 0 and, by default, no weight below 0; score(u, j) is the sum of W_ij
 * over the items i of the history (Ning and Karypis 2011, "SLIM: sparse linear methods for top-n recommender systems"). The
 * columns are independent, and solved by coordinate descent on X'X, each on the items nearest to its own (their fsSLIM).
 * Unlike EASE it needs no items x items matrix, only the pairs that somebody touched both of.
 */
import type { z } from 'zod'
import type { UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { neighbourArrays } from '../_neighbours.ts'
import { trainingOf } from '../_training.ts'
import { solveColumns } from './_columns.ts'
import { sparseGram } from './_gram.ts'
import { rowsOf } from './_rows.ts'
import { loadSlim } from './load.ts'
import { slimOptions } from './options.ts'

export { loadSlim, slimOptions }

/**
 * Scores by a sparse linear model of the history.
 *
 * @param options see `slimOptions`
 * @example const fitted = await slim({ l1: 5 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function slim(options: z.input<typeof slimOptions> = {}): UtilityModel {
  const chosen = readOptions(slimOptions, options, 'slim')
  return {
    name: nameWithOptions('slim', chosen, slimOptions),
    family: 'item-item',
    async fit(train, run) {
      const { baskets, counts, arrays } = trainingOf(train)
      const items = counts.length
      const columns = solveColumns(sparseGram(baskets, items), chosen, 0, (done) => run.onProgress?.(done, items))
      const rows = rowsOf(columns, items)
      return loadSlim({ model: 'slim', version: 1, options: chosen, arrays: { ...arrays, ...neighbourArrays(rows) } })
    },
  }
}
