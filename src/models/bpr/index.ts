/*
 * BPR: matrix factorisation that learns an order.
 *
 * score(u, i) = b_i + p_u . q_i, fitted so that what a person touched scores above what they did not: maximises the sum of
 * ln sigma(x_ui - x_uj) over observed pairs (u, i) and items j drawn uniformly from the rest, less an L2 penalty (Rendle,
 * Freudenthaler, Gantner and Schmidt-Thieme 2009, "BPR: Bayesian personalized ranking from implicit feedback"). Afterwards
 * everybody's p_u is computed once more on the finished items by seeded steps on the same loss, as for a person who was
 * never seen. An item that comes later is learned likewise, people fixed.
 */
import type { z } from 'zod'
import type { UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { sharedFloat32, sharedInt32 } from '../_arrays.ts'
import { touchedItems } from '../_pairs.ts'
import { trainingOf } from '../_training.ts'
import { descend } from './_descend.ts'
import { personVector } from './_fold-in.ts'
import { loadBpr, stepsOf } from './load.ts'
import { bprOptions } from './options.ts'

export { bprOptions, loadBpr }

/**
 * Scores by factors learned from pairs of items.
 *
 * @param options see `bprOptions`
 * @example const fitted = await bpr({ factors: 64 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function bpr(options: z.input<typeof bprOptions> = {}): UtilityModel {
  const chosen = readOptions(bprOptions, options, 'bpr')
  return {
    name: nameWithOptions('bpr', chosen, bprOptions),
    family: 'factorisation',
    async fit(train, run) {
      const { baskets, counts, arrays } = trainingOf(train)
      const random = run.random.split('bpr')
      const side = descend(baskets, counts, chosen, random, run.onProgress)
      const seed = sharedInt32(1)
      seed[0] = random.split('later').int(0x7fffffff)
      const touched = touchedItems(baskets.columns, counts.length)
      const userFactors = sharedFloat32(train.users.size * chosen.factors)
      for (let person = 0; person < train.users.size; person++) {
        const own = baskets.columns.subarray(baskets.offsets[person], baskets.offsets[person + 1])
        const vector = personVector(own, side, touched, chosen, stepsOf(seed))
        userFactors.set(vector, person * chosen.factors)
      }
      return loadBpr({
        model: 'bpr',
        version: 1,
        options: chosen,
        arrays: { ...arrays, itemBias: side.bias, itemFactors: side.factors, userFactors, seed },
      })
    },
  }
}
