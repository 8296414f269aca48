import { sumOf } from '../_exposure.ts'

/** Shannon entropy of counts in nats; null when there is nothing to count. */
export function entropyOf(times: Int32Array): number | null {
  const total = sumOf(times)
  if (total === 0) return null
  let sum = 0
  for (const count of times) if (count > 0) sum -= (count / total) * Math.log(count / total)
  return sum
}
