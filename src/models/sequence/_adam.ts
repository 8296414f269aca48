import type { Parameter } from './_parameters.ts'

/** Decay of the mean gradient and of the mean squared gradient. */
const BETA_1 = 0.9
const BETA_2 = 0.98
/** Keeps a step finite where there has been no gradient. */
const TINY = 1e-8

/**
 * Steps along the gradient, each number at a pace of its own (Kingma and Ba 2015, algorithm 1).
 *
 * @param learningRate about what a number moves in a step
 * @returns takes one step with the gradients as they are, and forgets them
 */
export function adam({ value, gradient }: Parameter, learningRate: number): () => void {
  const mean = new Float32Array(value.length)
  const square = new Float32Array(value.length)
  let step = 0
  return () => {
    step++
    const pace = learningRate / (1 - BETA_1 ** step)
    const correction = 1 / (1 - BETA_2 ** step)
    for (let at = 0; at < value.length; at++) {
      const g = gradient[at]!
      const m = BETA_1 * mean[at]! + (1 - BETA_1) * g
      const v = BETA_2 * square[at]! + (1 - BETA_2) * g * g
      mean[at] = m
      square[at] = v
      value[at]! -= (pace * m) / (Math.sqrt(v * correction) + TINY)
    }
    gradient.fill(0)
  }
}
