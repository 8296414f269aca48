/*
 * SVD++: matrix factorisation of ratings that also reads which items a person rated at all.
 *
 * expected(u, i) = mean + b_u + b_i + q_i . (p_u + |N(u)|^-1/2 * sum of y_j over j in N(u)), N(u) the items that u rated
 * (Koren 2008, "Factorization meets the neighborhood: a multifaceted collaborative filtering model", equation 15). Descent
 * is in `_rating-descent.ts`, and costs what it costs without the sum. Afterwards b_u and p_u are computed once more, by ridge
 * regression on what the sum leaves unexplained: so a person's vector is a function of their history alone, known people
 * and new ones are served by the same rule, and somebody with few ratings is described by what they chose to rate.
 */
import type { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { fitRatingModel, loadRatingModel } from '../_rating-model.ts'
import { svdPpOptions } from './options.ts'

export { svdPpOptions }

/**
 * Scores by the expected rating.
 *
 * Its `fit` throws `model/unsupported` for data without ratings.
 *
 * @param options see `svdPpOptions`
 * @example const fitted = await svdPp({ factors: 64 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function svdPp(options: z.input<typeof svdPpOptions> = {}): UtilityModel {
  const chosen = readOptions(svdPpOptions, options, 'svd-pp')
  return {
    name: nameWithOptions('svd-pp', chosen, svdPpOptions),
    family: 'factorisation',
    async fit(train, run) {
      return loadSvdPp(fitRatingModel('svd-pp', train, chosen, true, run))
    },
  }
}

/** A fitted `svdPp` from its state. */
export function loadSvdPp(state: ModelState): Fitted {
  return loadRatingModel(state, readOptions(svdPpOptions, state.options, 'svd-pp'), svdPpOptions)
}
