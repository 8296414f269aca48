import type { Baskets } from '../_baskets.ts'
import { Equations } from './_equations.ts'
import type { IalsOptions } from './options.ts'

/** Steps of conjugate gradients a sweep; from the last sweep's answer, three come close enough (Takács et al. 2011). */
const STEPS = 3

/**
 * Improves the vectors of one side, the other side fixed, by conjugate gradients on all of them in step.
 *
 * @param side rows x d, changed in place
 * @param observed for each row of `side`, the rows of `other` that it goes with
 */
export function sweep(
  side: Float32Array,
  other: Float32Array,
  observed: Baskets,
  options: IalsOptions,
  threads: number,
): void {
  const { factors: d } = options
  const equations = new Equations(other, observed, options, threads)
  const residual = equations.right()
  const image = new Float32Array(side.length)
  equations.multiply(side, image)
  for (let at = 0; at < side.length; at++) residual[at]! -= image[at]!
  const direction = residual.slice()
  for (let step = 0; step < STEPS; step++) {
    equations.multiply(direction, image)
    for (let start = 0; start < side.length; start += d) descend(start, start + d)
  }

  /** One vector's step along its direction, and its next direction. */
  function descend(start: number, end: number): void {
    const before = square(residual, start, end)
    if (before === 0) return
    let bend = 0
    for (let at = start; at < end; at++) bend += direction[at]! * image[at]!
    const length = before / bend
    for (let at = start; at < end; at++) {
      side[at]! += length * direction[at]!
      residual[at]! -= length * image[at]!
    }
    const turn = square(residual, start, end) / before
    for (let at = start; at < end; at++) direction[at] = residual[at]! + turn * direction[at]!
  }
}

function square(numbers: Float32Array, start: number, end: number): number {
  let sum = 0
  for (let at = start; at < end; at++) sum += numbers[at]! ** 2
  return sum
}
