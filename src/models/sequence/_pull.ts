import type { Parameter } from './_parameters.ts'

/**
 * Adds the targets' part of a gradient, to the states' and to the embeddings'.
 *
 * @param slope how the loss changes with the score of a target
 * @param toStates the states' gradient
 */
export function pull(
  states: Float32Array,
  targets: Int32Array,
  { value, gradient }: Parameter,
  slope: (score: number) => number,
  toStates: Float32Array,
): void {
  const d = states.length / targets.length
  for (let row = 0; row < targets.length; row++) {
    const state = row * d
    const target = targets[row]! * d
    let score = 0
    for (let f = 0; f < d; f++) score += states[state + f]! * value[target + f]!
    const g = slope(score)
    for (let f = 0; f < d; f++) {
      toStates[state + f]! += g * value[target + f]!
      gradient[target + f]! += g * states[state + f]!
    }
  }
}
