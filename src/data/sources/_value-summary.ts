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

/** Looks at the values of a log as they pass, to tell afterwards what they are. */
export class ValueSummary {
  private readonly scale: Scale | undefined
  private low = Number.POSITIVE_INFINITY
  private high = Number.NEGATIVE_INFINITY
  private whole = true
  private half = true

  /** @param scale that was declared */
  constructor(scale: Scale | undefined) {
    this.scale = scale
  }

  /** Whether a value is on the declared scale; all are where none was declared. */
  isOnScale(value: number): boolean {
    if (this.scale === undefined) return true
    const steps = (value - this.scale.min) / this.scale.step
    return value >= this.scale.min && value <= this.scale.max && Math.abs(steps - Math.round(steps)) <= 1e-6
  }

  see(value: number): void {
    if (value < this.low) this.low = value
    if (value > this.high) this.high = value
    if (this.half && Math.floor(2 * value) !== 2 * value) this.half = false
    if (this.whole && Math.floor(value) !== value) this.whole = false
  }

  /** The scale that the values are on, as far as can be told; null when they are on no common one, or all the same. */
  guess(): Scale | null {
    const step = this.whole ? 1 : this.half ? 0.5 : 0
    if (step === 0 || this.low >= this.high) return null
    return scales.find((scale) => scale.step <= step && scale.min <= this.low && this.high <= scale.max) ?? null
  }
}
