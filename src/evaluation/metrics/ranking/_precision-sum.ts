/** Sum over the hits in the first k of the precision at their ranks. */
export function precisionSum(gains: Float64Array, k: number): number {
  let hits = 0
  let sum = 0
  for (let i = 0; i < Math.min(k, gains.length); i++) if (gains[i]! > 0) sum += ++hits / (i + 1)
  return sum
}
