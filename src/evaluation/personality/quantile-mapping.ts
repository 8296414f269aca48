import { TastemakerError } from '../../domain/index.ts'

/** A calibration of ratings. */
export interface QuantileMapping {
  /**
   * The reference rating at the same place in the order.
   *
   * @param within where among its equals the value stands, from 0 to 1; the middle unless given. Drawn evenly, it lets one
   * simulated value go to several real ones, as many coarse ratings need
   */
  map(value: number, within?: number): number
  readonly simulated: number
  readonly reference: number
}

/**
 * Maps simulated ratings onto the distribution of real ones: a value goes to the real value at the middle of the share of
 * simulated ratings that equal it. It keeps order, so that who likes what more stays; equal distributions map onto
 * themselves.
 *
 * Fit it on some people and judge it on others: on those it was fitted on it is right by construction.
 *
 * @param simulated ratings of the people it is fitted on, at least one
 * @param reference real ratings of the same people
 * @throws {TastemakerError} `data/empty` when a side has none, `metric/non-finite` for one that is no number
 * @example quantileMapping([4, 5, 5], [1, 3, 5]).map(4) // 1
 */
export function quantileMapping(simulated: ArrayLike<number>, reference: ArrayLike<number>): QuantileMapping {
  const from = ordered(simulated, 'simulated')
  const to = ordered(reference, 'reference')
  const place = (value: number, within: number): number => {
    const least = below(from, value, false)
    return (least + within * (below(from, value, true) - least)) / from.length
  }
  return {
    map: (value, within = 0.5) => {
      const index = Math.ceil(place(value, within) * to.length - 1e-9) - 1
      return to[Math.min(to.length - 1, Math.max(0, index))]!
    },
    simulated: from.length,
    reference: to.length,
  }
}

/**
 * The largest difference between two empirical distribution functions (Kolmogorov 1933, Smirnov 1939): 0 for the same
 * distribution, 1 for two that do not overlap.
 *
 * @throws {TastemakerError} `data/empty` when a side has no values, `metric/non-finite` for one that is no number
 * @example kolmogorovSmirnov([1, 2], [3, 4]) // 1
 */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [left, right] = [ordered(a, 'first'), ordered(b, 'second')]
  const share = (values: Float64Array, at: number): number => below(values, at, true) / values.length
  return [...new Set([...left, ...right])].reduce(
    (most, at) => Math.max(most, Math.abs(share(left, at) - share(right, at))),
    0,
  )
}

function ordered(values: ArrayLike<number>, name: string): Float64Array {
  if (values.length === 0) throw new TastemakerError('data/empty', `There are no ${name} ratings.`)
  const sorted = Float64Array.from(values).sort()
  if (sorted.every(Number.isFinite)) return sorted
  throw new TastemakerError('metric/non-finite', `A ${name} rating is no number.`)
}

/** How many values lie below one, or at it where `inclusive`. */
function below(sorted: Float64Array, value: number, inclusive: boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value || (inclusive && sorted[middle] === value)) low = middle + 1
    else high = middle
  }
  return low
}
