/**
 * Each person's change per turn: the least-squares slope of what was measured at some turns.
 *
 * Their mean over people is the drift of the population; `bootstrapMeans` gives its interval.
 *
 * @param turns when was measured, such as 0, 8, 16, 32
 * @param rows one row a person, one value a turn, NaN where missing
 * @returns NaN for a person with fewer than two values
 * @example driftSlopes([0, 8], [[1, 1.8]])[0] // 0.1
 */
export function driftSlopes(turns: readonly number[], rows: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from(rows, (row) => {
    const points = turns.flatMap((turn, i) => (Number.isNaN(row[i] ?? Number.NaN) ? [] : [[turn, row[i]!] as const]))
    const [x, y] = [0, 1].map((side) => points.reduce((sum, point) => sum + point[side]!, 0) / points.length)
    const spread = points.reduce((sum, [turn]) => sum + (turn - x!) ** 2, 0)
    if (points.length < 2 || spread === 0) return Number.NaN
    return points.reduce((sum, [turn, value]) => sum + (turn - x!) * (value - y!), 0) / spread
  })
}
