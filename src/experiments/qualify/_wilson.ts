/** 97.5% point of the standard normal. */
const Z = 1.959963984540054

/**
 * A share of separate trials with its 95% interval (Wilson 1927), which has width even when all of them succeed.
 *
 * @returns all null without trials
 * @example wilson(30, 30).low // 0.886
 */
export function wilson(
  successes: number,
  trials: number,
): { readonly mean: number | null; readonly low: number | null; readonly high: number | null } {
  if (trials === 0) return { mean: null, low: null, high: null }
  const share = successes / trials
  const centre = (share + Z ** 2 / (2 * trials)) / (1 + Z ** 2 / trials)
  const half = (Z / (1 + Z ** 2 / trials)) * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2))
  return { mean: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
