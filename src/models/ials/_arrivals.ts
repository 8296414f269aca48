import type { Arrival, ModelState } from '../../domain/index.ts'
import { float32, int32 } from '../_arrays.ts'
import { countsWith, followedBy } from '../_arrivals.ts'
import { kernels } from '../kernels/index.ts'
import { regress } from './_regress.ts'
import type { IalsOptions } from './options.ts'

/**
 * The state with items that came after the fit: each gets the vector that an alternating step would give it, by ridge
 * regression on the vectors of those who touched it. People stay as they were fitted, so the unobserved pairs of a person are
 * still those with the catalogue of the fit.
 *
 * @param catalogue number of items of the fit
 */
export function withArrivals(
  state: ModelState,
  arrivals: readonly Arrival[],
  catalogue: number,
  options: IalsOptions,
): ModelState {
  const users = float32(state, 'userFactors')
  const population = users.length / options.factors
  const counts = countsWith(int32(state, 'counts'), arrivals, population)
  const side = { factors: users, gram: kernels().gram(users, options.factors), population }
  const vectors = regress(
    arrivals.map(({ touchedBy }) => touchedBy),
    side,
    options,
  )
  return {
    ...state,
    arrays: {
      ...state.arrays,
      counts,
      itemFactors: followedBy(float32(state, 'itemFactors'), vectors),
      catalogue: followedBy(new Int32Array(0), [catalogue]),
    },
  }
}
