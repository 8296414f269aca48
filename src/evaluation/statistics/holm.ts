/**
 * Adjusts p values for how many were looked at (Holm 1979): smallest first, times the number not yet passed.
 *
 * @param ps raw p values; null where there was nothing to test, which does not count as a look
 * @returns adjusted p values in the same order; null stays null
 * @example holm([0.01, 0.03, 0.04]) // [0.03, 0.06, 0.06]
 */
export function holm(ps: readonly (number | null)[]): readonly (number | null)[] {
  const adjusted: (number | null)[] = ps.map(() => null)
  const tested = ps.flatMap((p, place) => (p === null ? [] : [{ p, place }])).sort((a, b) => a.p - b.p)
  let largest = 0
  for (const [rank, { p, place }] of tested.entries()) {
    largest = Math.max(largest, Math.min(1, p * (tested.length - rank)))
    adjusted[place] = largest
  }
  return adjusted
}
