/*
 * PureSVD: what is left of the matrix of events when only its leading singular vectors are kept.
 *
 * With X = U S V' cut off after d singular values, a history x is scored by x V V': its projection on the taste that V spans.
 * Zeros count as zeros, not as unknown, and no person has a vector to learn, so that a newcomer is served as anybody else
 * (Cremonesi, Koren and Turrin 2010, "Performance of recommender algorithms on top-n recommendation tasks"). V comes from a
 * randomised decomposition of the sparse binary matrix (see `src/right-singular.ts`).
 */
import type { z } from 'zod'
import type { UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { rightSingular } from '../../right-singular.ts'
import { sharedFloat32 } from '../_arrays.ts'
import { trainingOf } from '../_training.ts'
import { loadPureSvd } from './load.ts'
import { pureSvdOptions } from './options.ts'

export { loadPureSvd, pureSvdOptions }

/**
 * Scores by the projection of the history on the leading singular vectors.
 *
 * @param options see `pureSvdOptions`
 * @example const fitted = await pureSvd({ factors: 50 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function pureSvd(options: z.input<typeof pureSvdOptions> = {}): UtilityModel {
  const chosen = readOptions(pureSvdOptions, options, 'pure-svd')
  return {
    name: nameWithOptions('pure-svd', chosen, pureSvdOptions),
    family: 'factorisation',
    async fit(train, run) {
      const { baskets, counts, arrays } = trainingOf(train)
      const { vectors, values } = rightSingular(baskets, counts.length, chosen, run.random.split('pure-svd'))
      const d = vectors.length
      const itemFactors = sharedFloat32(counts.length * d)
      for (const [f, vector] of vectors.entries()) {
        for (let item = 0; item < counts.length; item++) itemFactors[item * d + f] = vector[item]!
      }
      const singularValues = sharedFloat32(d)
      singularValues.set(values)
      const columns = { ...arrays, itemFactors, singularValues }
      return loadPureSvd({ model: 'pure-svd', version: 1, options: chosen, arrays: columns })
    },
  }
}
