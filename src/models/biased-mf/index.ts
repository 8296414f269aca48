/*
 * Matrix factorisation with biases, learned from explicit ratings.
 *
 * expected(u, i) = mean + b_u + b_i + p_u . q_i, fitted by stochastic gradient descent on squared error with an L2 penalty
 * (Koren, Bell and Volinsky 2009, "Matrix factorization techniques for recommender systems"). Afterwards everybody's b_u
 * and p_u are computed once more, by ridge regression on the finished items, exactly as for a person who was never seen:
 * so known and new people are served by the same rule. The score is the expected rating, not clamped to the scale.
 */
import type { z } from 'zod'
import type { Dataset, UtilityModel } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { sharedFloat32 } from '../_arrays.ts'
import { historiesOf, historyAt } from '../_histories.ts'
import { trainingOf } from '../_training.ts'
import { descend } from './_descend.ts'
import { solvePerson } from './_solve-person.ts'
import { loadBiasedMf } from './load.ts'
import { biasedMfOptions } from './options.ts'

export { biasedMfOptions, loadBiasedMf }

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
      const scale = ratingScale(train)
      const { counts, arrays } = trainingOf(train)
      const side = descend(train.log, counts.length, chosen, run.random.split('biased-mf'), run.onProgress)
      const histories = historiesOf(train.log)
      const people = train.users.size
      const userBias = sharedFloat32(people)
      const userFactors = sharedFloat32(people * chosen.factors)
      for (let person = 0; person < people; person++) {
        const own = solvePerson(historyAt(histories, person), side, chosen.factors, chosen.regularisation)
        userBias[person] = own.bias
        userFactors.set(own.vector, person * chosen.factors)
      }
      return loadBiasedMf({
        model: 'biased-mf',
        version: 1,
        options: chosen,
        arrays: {
          ...arrays,
          scaleAndMean: sharedNumbers(scale.min, scale.max, side.mean),
          itemBias: side.bias,
          itemFactors: side.factors,
          itemMeans: itemMeans(train, side.mean),
          userBias,
          userFactors,
        },
      })
    },
  }
}

function ratingScale({ name, scale }: Dataset): NonNullable<Dataset['scale']> {
  if (scale) return scale
  throw new TastemakerError(
    'model/unsupported',
    `biased-mf learns from ratings, and "${name}" has plain events.`,
    'Use ials, which learns from events.',
  )
}

/** Mean rating per item; the overall mean where nobody rated it. */
function itemMeans({ log, items }: Dataset, mean: number): Float32Array {
  const sums = new Float64Array(items.size)
  const counts = new Float64Array(items.size)
  for (let row = 0; row < log.length; row++) {
    sums[log.item[row]!]! += log.value[row]!
    counts[log.item[row]!]!++
  }
  const means = sharedFloat32(items.size)
  for (let item = 0; item < items.size; item++) means[item] = counts[item]! > 0 ? sums[item]! / counts[item]! : mean
  return means
}

function sharedNumbers(...numbers: readonly number[]): Float64Array {
  const array = new Float64Array(new SharedArrayBuffer(numbers.length * 8))
  array.set(numbers)
  return array
}
