/**
 * Total variation distance of two distributions: half the sum of the absolute differences of their shares.
 *
 * @param one by value, non-negative, any sum; a value left out has share 0
 * @returns from 0 (alike) to 1 (nothing in common); null where one of them is empty
 * @example totalVariation({ a: 0.5, b: 0.3, c: 0.2 }, { a: 0.4, b: 0.4, c: 0.2 }) // 0.1
 */
export function totalVariation(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): number | null {
  const [sumOne, sumOther] = [one, other].map((shares) => Object.values(shares).reduce((sum, share) => sum + share, 0))
  if (!(sumOne! > 0) || !(sumOther! > 0)) return null
  const values = new Set([...Object.keys(one), ...Object.keys(other)])
  const apart = (value: string): number => Math.abs((one[value] ?? 0) / sumOne! - (other[value] ?? 0) / sumOther!)
  return [...values].reduce((sum, value) => sum + apart(value), 0) / 2
}
