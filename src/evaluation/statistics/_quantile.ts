/**
 * The value below which a share of the numbers lies, by linear interpolation (Hyndman and Fan 1996, type 7).
 *
 * @param sorted at least one number, ascending
 */
export function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!)
}
