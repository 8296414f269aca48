import type { Scale } from '../../domain/index.ts'

/** Scales in use, the narrower first; a file is read on the first that holds all its values. */
const scales: readonly Scale[] = [
  { min: 0, max: 1, step: 1 },
  { min: 1, max: 5, step: 1 },
  { min: 0.5, max: 5, step: 0.5 },
  { min: 0, max: 5, step: 1 },
  { min: 0, max: 5, step: 0.5 },
  { min: 1, max: 10, step: 1 },
  { min: 0.5, max: 10, step: 0.5 },
  { min: 0, max: 10, step: 1 },
  { min: 0, max: 10, step: 0.5 },
]

/** Whether a value is on a scale. */
export function isOnScale(value: number, { min, max, step }: Scale): boolean {
  const steps = (value - min) / step
  return value >= min && value <= max && Math.abs(steps - Math.round(steps)) <= 1e-6
}

/** The scale that values are on, as far as can be told; null when they are on no common one, or all the same. */
export function guessScale(values: Float32Array): Scale | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  let whole = true
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
    if (high > 10 || low < 0 || Math.floor(2 * value) !== 2 * value) return null
    if (whole && Math.floor(value) !== value) whole = false
  }
  const step = whole ? 1 : 0.5
  if (low >= high) return null
  return scales.find((scale) => scale.step <= step && scale.min <= low && high <= scale.max) ?? null
}
