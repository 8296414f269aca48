/*
 * Implicit matrix factorisation by alternating least squares.
 *
 * score(u, i) = p_u . q_i, where p and q minimise the sum of (1 - p_u . q_i)^2 over observed pairs, plus
 * a0 (p_u . q_i)^2 over all pairs, plus lambda (n_u + a0 N) |p_u|^2 and likewise for the items (Hu, Koren and Volinsky 2008,
 * "Collaborative filtering for implicit feedback datasets"; penalty scaled by frequency as in Rendle et al. 2021, "Revisiting
 * the performance of iALS on item recommendation benchmarks"). Given one side, the other is a ridge regression: the
 * sweeps come near it by conjugate gradients, and at the end everybody's vector is solved exactly, as for a person who was
 * never seen. Both run in the kernels, for all vectors of a side at once.
 */
import type { z } from 'zod'
import type { UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import type { RandomStream } from '../../random.ts'
import { shared, sharedFloat32 } from '../_arrays.ts'
import { transposed } from '../_baskets.ts'
import { trainingOf } from '../_training.ts'
import { alternate } from './_alternate.ts'
import { loadIals } from './load.ts'
import { ialsOptions } from './options.ts'

export { ialsOptions, loadIals }

/**
 * Scores by factors learned from who touched what.
 *
 * @param options see `ialsOptions`
 * @example const fitted = await ials({ factors: 32 }).fit(train, { random: randomStream(7), threads: 2 })
 */
export function ials(options: z.input<typeof ialsOptions> = {}): UtilityModel {
  const chosen = readOptions(ialsOptions, options, 'ials')
  return {
    name: nameWithOptions('ials', chosen, ialsOptions),
    family: 'factorisation',
    async fit(train, run) {
      const { baskets, counts, arrays } = trainingOf(train)
      const start = run.random.split('ials')
      const users = drawn(train.users.size, chosen.factors, start)
      const items = drawn(counts.length, chosen.factors, start)
      const sides = { users, items, baskets, people: transposed(baskets, counts.length) }
      const gram = alternate(sides, chosen, run.threads, (done) => run.onProgress?.(done, chosen.epochs))
      return loadIals({
        model: 'ials',
        version: 1,
        options: chosen,
        arrays: { ...arrays, userFactors: users, itemFactors: items, itemGram: shared(gram) },
      })
    },
  }
}

/** Vectors of normal numbers with length about 0.1, as Rendle et al. start from. */
function drawn(rows: number, d: number, random: RandomStream): Float32Array {
  const factors = sharedFloat32(rows * d)
  const deviation = 0.1 / Math.sqrt(d)
  for (let f = 0; f < factors.length; f++) factors[f] = deviation * random.normal()
  return factors
}
