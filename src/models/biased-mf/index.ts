/*
 * Matrix factorisation with biases, learned from explicit ratings.
 *
 * expected(u, i) = mean + b_u + b_i + p_u . q_i, fitted by stochastic gradient descent on squared error with an L2 penalty
 * (Koren, Bell and Volinsky 2009, "Matrix factorization techniques for recommender systems"). Afterwards everybody's b_u
 * and p_u are computed once more, by ridge regression on the finished items, exactly as for a person who was never seen:
 * so known and new people are served by the same rule. The score is the expected rating, not clamped to the scale.
 */
import type { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { fitRatingModel, loadRatingModel } from '../_rating-model.ts'
import { biasedMfOptions } from './options.ts'

export { biasedMfOptions }

/**
 * Scores by the expected rating.
 *
 * Its `fit` throws `model/unsupported` for data without ratings.
 *
 * @param options see `biasedMfOptions`
 * @example const fitted = await biasedMf({ factors: 32 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function biasedMf(options: z.input<typeof biasedMfOptions> = {}): UtilityModel {
  const chosen = readOptions(biasedMfOptions, options, 'biased-mf')
  return {
    name: nameWithOptions('biased-mf', chosen, biasedMfOptions),
    family: 'factorisation',
    async fit(train, run) {
      return loadBiasedMf(fitRatingModel('biased-mf', train, chosen, false, run))
    },
  }
}

/** A fitted `biasedMf` from its state. */
export function loadBiasedMf(state: ModelState): Fitted {
  return loadRatingModel(state, readOptions(biasedMfOptions, state.options, 'biased-mf'), biasedMfOptions)
}
