import { integerise } from '../joint/integerise.ts'

/** Shares in ten-thousandths that sum to 1, for a file that people read. */
export function roundedShares(weights: Readonly<Record<string, number>>): Record<string, number> {
  const parts = integerise(Object.values(weights), 10_000)
  return Object.fromEntries(Object.keys(weights).map((category, place) => [category, parts[place]! / 10_000]))
}

/** A number with four digits after the point; the profile format is read by people. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000
