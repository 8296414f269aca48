import type { Dataset } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { sharedFloat32 } from '../_arrays.ts'

const DAY = 86_400_000

/**
 * People per item, each counted by how long ago they last touched it.
 *
 * @param halfLife days until somebody counts half
 * @throws {TastemakerError} `model/unsupported` when a row has no time
 */
export function decayedCounts({ name, log, items }: Dataset, halfLife: number): Float32Array {
  const timeless = log.at.reduce((count, at) => count + Number(Number.isNaN(at)), 0)
  if (timeless > 0) {
    throw new TastemakerError(
      'model/unsupported',
      `popularity with a half-life needs the time of every row; ${timeless} of ${log.length} rows of "${name}" have none.`,
      'Leave halfLife out for plain counts.',
    )
  }
  const now = log.at.reduce((latest, at) => Math.max(latest, at), Number.NEGATIVE_INFINITY)
  const sums = new Float64Array(items.size)
  const metBy = new Int32Array(items.size).fill(-1)
  // Backwards, because a person's rows are oldest first and the last touch of an item is the one that counts.
  for (let row = log.length - 1; row >= 0; row--) {
    const item = log.item[row]!
    if (metBy[item] === log.user[row]) continue
    metBy[item] = log.user[row]!
    sums[item]! += 2 ** ((log.at[row]! - now) / (halfLife * DAY))
  }
  const counts = sharedFloat32(items.size)
  counts.set(sums)
  return counts
}
