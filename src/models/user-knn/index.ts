/*
 * User-based nearest neighbours: "people like you watched this".
 *
 * Two people are alike when they touched the same items (the similarities are in `_similarity.ts`, items as features). An item's
 * score is the sum of the similarities of those of the k most similar training people who touched it (Resnick et al. 1994;
 * for events instead of ratings, Sarwar et al. 2000, "Analysis of recommendation algorithms for e-commerce"; asymmetric as in
 * Aiolli 2013, "Efficient top-n recommendation for very large scale binary rated datasets"). Nothing is learned beforehand:
 * a request finds the neighbours from the history, so that a newcomer is served as anybody else.
 */
import type { z } from 'zod'
import type { UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { trainingOf } from '../_training.ts'
import { loadUserKnn } from './load.ts'
import { userKnnOptions } from './options.ts'

export { loadUserKnn, userKnnOptions }

/**
 * Scores by what similar people touched.
 *
 * @param options see `userKnnOptions`
 * @example const fitted = await userKnn({ neighbours: 100 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function userKnn(options: z.input<typeof userKnnOptions> = {}): UtilityModel {
  const chosen = readOptions(userKnnOptions, options, 'user-knn')
  return {
    name: nameWithOptions('user-knn', chosen, userKnnOptions),
    family: 'user-user',
    async fit(train) {
      const { arrays } = trainingOf(train)
      return loadUserKnn({ model: 'user-knn', version: 1, options: chosen, arrays })
    },
  }
}
