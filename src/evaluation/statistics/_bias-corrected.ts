import { normalBelow, normalQuantile } from './_normal.ts'

/**
 * The percentiles that BCa reads in place of the plain ones (Efron 1987; Efron and Tibshirani 1993, equations 14.9 to 14.15).
 *
 * @param shares the plain percentiles
 * @param drawn.known the values behind the mean
 * @param drawn.sorted the resampled means, ascending
 */
export function biasCorrected(
  shares: readonly [number, number],
  drawn: { readonly known: Float64Array; readonly mean: number; readonly sorted: Float64Array },
): readonly [number, number] {
  const bias = normalQuantile(shareBelow(drawn.sorted, drawn.mean))
  const acceleration = accelerationOf(drawn.known, drawn.mean)
  const [low, high] = shares.map((share) => {
    const z = bias + normalQuantile(share)
    return normalBelow(bias + z / (1 - acceleration * z))
  })
  return [low!, high!]
}

/** The share of draws below the mean; those equal to it, up to rounding, count half. */
function shareBelow(sorted: Float64Array, mean: number): number {
  const rounding = 1e-6 * (sorted.at(-1)! - sorted[0]!)
  let [below, equal] = [0, 0]
  for (const value of sorted) {
    if (value < mean - rounding) below++
    else if (value <= mean + rounding) equal++
    else break
  }
  return (below + equal / 2) / sorted.length
}

/** How fast the spread changes with the mean: a third moment, which is what the jackknife comes to for a mean. */
function accelerationOf(known: Float64Array, mean: number): number {
  let [squares, cubes] = [0, 0]
  for (const value of known) {
    squares += (value - mean) ** 2
    cubes += (value - mean) ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}
